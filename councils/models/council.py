"""The Republican educational-methodical council (cl. 2, 6, 7, 12)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from bodies.models import Body


class Council(models.Model):
    """What the Council has beyond any body: its working body and its Centre, as dated names."""

    body = models.OneToOneField(
        "bodies.Body", models.PROTECT, primary_key=True, related_name="council"
    )
    working_body = models.ForeignKey(
        "records.Authority", models.PROTECT, related_name="+", verbose_name=_("working body")
    )
    centre = models.ForeignKey(
        "records.Authority", models.PROTECT, related_name="+", verbose_name=_("Centre")
    )

    class Meta:
        verbose_name = _("Council")
        verbose_name_plural = _("Councils")

    def __str__(self) -> str:
        return str(self.body)


def council_on(day: date) -> Body | None:
    """The one Council of that day (REQ-01)."""
    council: Body | None = Body.objects.councils().on(day).first()
    return council
