"""The least a web framework can do for a ballot, beside the portal's own addresses."""

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path


class BareBallot(models.Model):
    """A row with a person and a choice: no rule, no lock, no receipt."""

    person = models.BigIntegerField()
    choice = models.CharField(max_length=10)
    objects: models.Manager["BareBallot"] = models.Manager()

    class Meta:
        app_label = "meetings"
        managed = False
        db_table = "bench_bare_ballot"


def bare(request: HttpRequest) -> HttpResponse:
    """Find the person by the session and insert one row."""
    row = BareBallot.objects.create(person=request.user.pk, choice=request.POST["choice"])
    return HttpResponseRedirect(f"/bare/{row.pk}/")


urlpatterns = [path("bare/", bare), path("", include("council_portal.urls"))]
