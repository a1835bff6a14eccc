"""Who may look at a live screen, and who sees the very same drawing as somebody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation

from accounts.models import User
from meetings import access
from meetings.documents import pulse
from meetings.models import Meeting
from meetings.views import scene, screens
from meetings.views.screens import Drawn


def allowed(user: User, pk: int, screen: str) -> Meeting:
    """The meeting, when this screen of it is open to `user`: 404 or 403 otherwise."""
    if screen == "console":
        return access.meeting_to_conduct(user, pk)[0]
    return access.meeting_to_sit_in(user, pk)


def now(meeting: Meeting, screen: str, user: User) -> Drawn:
    """One person's screen as it stands, in the active language."""
    state = facts(meeting)
    return screens.drawn(screen, state, scene.own_on(screen, state, user.pk))


def facts(meeting: Meeting) -> screens.Context:
    """Everything the body sees of its meeting, with the mark up to which it is true."""
    mark = pulse.mark(meeting)
    return {"mark": mark} | scene.room_facts(meeting)


Viewer = tuple[str, str, int]
"""Screen, language, person."""
Voice = tuple[str, str, tuple[Any, ...]]
"""Viewers who see the very same: screen, language, how one stands."""


def for_viewers(
    pk: int, viewers: Iterable[Viewer]
) -> tuple[str, dict[Viewer, Voice], dict[Voice, Drawn]]:
    """The meeting's mark, who sees which of the drawings, and each drawing made once."""
    meeting = Meeting.objects.select_related("body__parent__parent", "secretary").get(pk=pk)
    mark, voices, drawings = pulse.mark(meeting), {}, {}
    by_language: dict[str, list[Viewer]] = {}
    for viewer in viewers:
        by_language.setdefault(viewer[1], []).append(viewer)
    for language, group in by_language.items():
        with translation.override(language):
            state = {"mark": mark} | scene.room_facts(meeting)
            for viewer in group:
                screen, _language, user = viewer
                own = scene.own_on(screen, state, user)
                voice = voices[viewer] = (screen, language, _standing(own))
                if voice not in drawings:
                    drawings[voice] = screens.drawn(screen, state, own, voice)
    return mark, voices, drawings


def _standing(own: screens.Context) -> tuple[Any, ...]:
    """In the room whether one votes and how one has; on a ballot by which vote one is refused."""
    if "verdicts" in own:
        return tuple((vote, verdict.refusal) for vote, verdict in own["verdicts"].items())
    me, mine = own.get("me"), own.get("mine")
    return bool(me and me.voting), mine.choice if mine else ""
