"""What the verifier says, in English, Kazakh and Russian."""

from __future__ import annotations

from .bundle import Bundle
from .findings import Finding
from .receipts import Traced
from .sayings import PLACES, SAYINGS

LANGUAGES = ("kk", "ru", "en")
_ORDER = {"en": 0, "kk": 1, "ru": 2}


def words(kind: str, language: str) -> str:
    """The words for a kind; an unknown kind as it stands."""
    said = SAYINGS.get(kind)
    return said[_ORDER[language]] if said else kind


def say(finding: Finding, language: str) -> str:
    """«2-мәселе, Тұрсынов Д.Б.: …»."""
    where = ", ".join(_place(name, value, language) for name, value in finding.where)
    return f"{where}: {words(finding.kind, language)}" if where else words(finding.kind, language)


def _place(name: str, value: str, language: str) -> str:
    if name in ("role", "language") and value in PLACES:
        return PLACES[value][_ORDER[language]]
    return PLACES[name][_ORDER[language]].format(value) if name in PLACES else value


def headline(bundle: Bundle, language: str) -> list[str]:
    """Which meeting this is and how much there was to check."""
    meeting, minutes = bundle.meeting, bundle.facts["minutes"]
    russian = meeting["body"]["name_ru"] if language == "ru" else ""
    number = minutes["number"] if minutes else ""
    return [
        russian or meeting["body"]["name_kk"],
        words("about", language).format(number=number or "—", day=meeting["day"]),
        words("amounts", language).format(
            roll=len(bundle.facts["roll"]), votes=len(bundle.facts["votes"]),
            ballots=len(bundle.facts["ballots"]), entries=len(bundle.journal),
        ),
    ]  # fmt: skip


def say_traced(one: Traced, language: str) -> list[str]:
    """Where the ballot is, what it says and what it became."""
    choice = words(f"choice_{one.ballot['choice'] or 'void'}", language)
    state = "counts" if one.counts else "counts_not"
    return [
        words("traced", language).format(item=one.item, member=one.member, choice=choice),
        f"  {words(state, language)}",
        "  " + words("receipt_right" if one.genuine else "receipt_wrong", language),
        "  " + words("in_digest", language).format(
            place=one.place, of=one.of, digest=one.digest or "—", entry=one.entry or "—"
        ),
    ]  # fmt: skip
