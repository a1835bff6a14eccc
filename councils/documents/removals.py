"""The words in which a removal is put to the Council; whoever puts it may change them."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from councils.models import Removal
from meetings.documents.texts import LANGUAGES


def proposed_removal(removal: Removal) -> dict[str, str]:
    """Title and resolution of the agenda item, in every language."""
    words: dict[str, str] = {}
    seat = removal.membership
    for language in LANGUAGES:
        with translation.override(language):
            facts = {
                "name": seat.user.full_name(language),
                "body": seat.body.name(language),
                "office": seat.get_office_display(),
                "grounds": removal.grounds,
            }
            words[f"title_{language}"] = _("On removing a member (cl. 14.4): %(name)s") % facts
            words[f"resolution_{language}"] = (
                _("To remove the member from the composition.\n"
                  "Member: %(name)s.\n"
                  "Body: %(body)s.\n"
                  "Office: %(office)s.\n"
                  "Grounds: %(grounds)s") % facts
            )  # fmt: skip
    return words
