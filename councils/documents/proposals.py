"""The words in which a violation is proposed to the Council; whoever puts it may change them."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from councils.models import Violation
from meetings.documents.texts import LANGUAGES


def proposed_item(violation: Violation) -> dict[str, str]:
    """Title and resolution of the agenda item, in every language."""
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            facts = {
                "association": violation.association.body.short_name(language),
                "clause": violation.ground,
                "ground": violation.get_ground_display(),
                "facts": violation.facts,
            }
            words[f"title_{language}"] = (
                _("On a violation by an association (cl. %(clause)s): %(association)s") % facts
            )
            words[f"resolution_{language}"] = (
                _("To recognise as confirmed the violation recorded against the association.\n"
                  "Association: %(association)s.\n"
                  "Ground (cl. %(clause)s): %(ground)s.\n"
                  "Facts: %(facts)s") % facts
            )  # fmt: skip
    return words
