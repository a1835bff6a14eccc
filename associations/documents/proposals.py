"""The words in which a nomination is put to its association; whoever puts it may change them."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from associations.models import Nomination
from meetings.documents.texts import LANGUAGES


def proposed_item(nomination: Nomination) -> dict[str, str]:
    """Title and resolution of the agenda item, in every language."""
    words: dict[str, str] = {}
    for language in LANGUAGES:
        with translation.override(language):
            represents = nomination.represents
            facts = {
                "name": nomination.full_name(language),
                "category": nomination.get_category_display() or "—",
                "organisation": represents.name(language) if represents else "—",
            }
            words[f"title_{language}"] = (
                _("On a candidate for the composition of the association: %(name)s") % facts
            )
            words[f"resolution_{language}"] = (
                _("To support the candidate for the composition of the association.\n"
                  "Candidate: %(name)s.\n"
                  "Category: %(category)s.\n"
                  "Organisation: %(organisation)s.") % facts
            )  # fmt: skip
    return words
