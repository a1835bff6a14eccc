"""Founding, renaming, re-basing, dissolving: each rests on an act (cl. 3, 29)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _

from associations.forms.fields import DirectionsField
from associations.models import Association
from bodies.forms.act import ActFields, day_field
from bodies.models import NAMES, Body, BodyKind, Organisation, OrganisationKind
from records.models import Authority, LegalAct

STATE_THE_ACT = _("State the number and the date of the act.")
BASED = _("An association must be based at a higher-education institution.")


class ByActForm(ActFields):
    """Something about a body that an act says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("act_number", "act_signed_on"):
            self.fields[name].error_messages["required"] = STATE_THE_ACT
        self.fields["act_file"].required = True

    def by_act(self) -> dict[str, Any]:
        """The act and its file, for an action."""
        return {"act": self.act(), "upload": self.cleaned_data["act_file"]}


class NameFields(forms.Form):
    """A name in three languages, in full and in short."""

    name_kk = forms.CharField(label=_("Name, in Kazakh"), max_length=400)
    name_ru = forms.CharField(label=_("Name, in Russian"), max_length=400)
    name_en = forms.CharField(label=_("Name, in English"), max_length=400, required=False)
    short_kk = forms.CharField(label=_("Short name in Kazakh"), max_length=120, required=False)
    short_ru = forms.CharField(label=_("Short name in Russian"), max_length=120, required=False)
    short_en = forms.CharField(label=_("Short name in English"), max_length=120, required=False)

    def names(self) -> dict[str, str]:
        """By the names of the fields."""
        return {name: self.cleaned_data[name] for name in NAMES}


class BaseField(forms.ModelChoiceField):
    """An institution of higher education; anything else is refused in the words of REQ-02."""

    def __init__(self, **kwargs: Any) -> None:
        rows = Organisation.objects.filter(kind=OrganisationKind.INSTITUTION)
        super().__init__(
            rows.order_by("sort_key"), label=_("Base institution"), empty_label="—", **kwargs
        )
        self.error_messages["invalid_choice"] = self.error_messages["required"] = BASED


class FoundingForm(NameFields, ByActForm):
    """A new association."""

    code = forms.CharField(
        label=_("Code"), max_length=30, validators=[validate_slug],
        help_text=_("Latin letters, digits and hyphens. Stands in document numbers."),
    )  # fmt: skip
    base = BaseField()
    directions = DirectionsField(label=_("Training directions"))
    starts_on = day_field(_("First day"))

    field_order = [*NAMES, "code", "base", "directions", "starts_on"]

    def __init__(self, *args: Any, council: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.council = council
        self.fields["directions"].offer()  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        """Written small, and nobody else's."""
        code = str(self.cleaned_data["code"]).lower()
        if Body.objects.filter(code=code).exists():
            raise forms.ValidationError(_("Another body has this code."))
        return code

    def founding(self) -> dict[str, Any]:
        """For `associations.actions.found`."""
        given = self.cleaned_data
        body = Body(
            kind=BodyKind.ASSOCIATION, parent=self.council, code=given["code"],
            starts_on=given["starts_on"], starts_act=self.act(), **self.names(),
        )  # fmt: skip
        return {
            "body": body, "base_institution": given["base"], "directions": given["directions"],
            "upload": given["act_file"],
        }  # fmt: skip


class RenameForm(NameFields, ByActForm):
    """Another name, from a day on."""

    starts_on = day_field(_("First day of the new name"))

    field_order = [*NAMES, "starts_on"]

    @classmethod
    def like(cls, body: Body) -> dict[str, Any]:
        """The name as it is."""
        return {name: getattr(body, name) for name in NAMES}

    def renaming(self) -> dict[str, Any]:
        """For `bodies.actions.rename`."""
        return {
            "names": self.names(), "starts_on": self.cleaned_data["starts_on"], **self.by_act(),
        }  # fmt: skip


class RebaseForm(ByActForm):
    """Another base institution, from a day on."""

    base = BaseField()
    starts_on = day_field(_("First day at the new base"))

    field_order = ["base", "starts_on"]

    def rebasing(self) -> dict[str, Any]:
        """For `associations.actions.rebase`."""
        given = self.cleaned_data
        return {"institution": given["base"], "starts_on": given["starts_on"], **self.by_act()}


class DirectionsForm(ByActForm):
    """Other training directions."""

    directions = DirectionsField(label=_("Training directions"))

    field_order = ["directions"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["directions"].offer()  # type: ignore[attr-defined]

    @classmethod
    def like(cls, association: Association) -> dict[str, Any]:
        """As they are."""
        rows = association.directions.order_by("code")
        return {"directions": [f"{row.code} {row.name()}" for row in rows]}

    def changing(self) -> dict[str, Any]:
        """For `associations.actions.change_directions`."""
        return {"directions": self.cleaned_data["directions"], **self.by_act()}


class DissolutionForm(ByActForm):
    """The Minister's order that ends an association."""

    last_day = day_field(_("Last day of the association"))

    field_order = ["last_day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("act_kind", "act_issuer"):
            del self.fields[name]
        ordered = _("An association can be dissolved only by the Minister's order.")
        for name in ("act_number", "act_signed_on", "act_file"):
            self.fields[name].error_messages["required"] = ordered

    def act(self) -> LegalAct:
        """The order; its issuer is the Minister and nobody else (REQ-05)."""
        given = self.cleaned_data
        return LegalAct(
            kind=LegalAct.Kind.MINISTER_ORDER, number=given["act_number"],
            issuer=Authority.objects.filter(key="minister").first(),
            signed_on=given["act_signed_on"],
        )  # fmt: skip

    def dissolution(self) -> dict[str, Any]:
        """For `associations.actions.register_dissolution`."""
        return {"last_day": self.cleaned_data["last_day"], **self.by_act()}
