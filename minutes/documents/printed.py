"""The frozen document line by line, as the form words it (`minutes.md`, rows 1 to 20).

Nothing is decided here and nothing is read but the document: what stands in these lines stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from minutes.documents.model import AnnulledVote, Document, Item, NamedVote, Part, Result, Seat
from minutes.documents.wording import grouped

NAMED_UP_TO = 10
"""Up to so many who attended are named in the head; more are counted and annexed (row 9)."""
CHOICES = ("for", "against", "abstain", "")
KILOBYTE, MEGABYTE = 1024, 1024 * 1024

Said = dict[str, Any]


def printed(document: Document) -> list[Said]:
    """One part for each language, every line worded."""
    return [_part(document, part) for part in document.parts]


def _part(document: Document, part: Part) -> Said:
    annexed = list(annexes(part))
    number = {one["kind"]: one["number"] for one in annexed}
    return {
        "language": part.language,
        "words": part.words,
        "body": part.body,
        "title": title(document, part),
        "subtitle": subtitle(document, part),
        "reference": reference(document, part),
        "approval": part.approval,
        "facts": [{"says": says, "stated": stated} for says, stated in facts(document, part)],
        "reached": document.heads.reached,
        "quorum": list(quorum(document, part)),
        "consent": part.consent,
        "items": [_item(document, part, item, number) for item in part.items],
        "notes": part.notes,
        "basis": part.words["basis"] % {"clause": document.clause},
        "annexes": annexed,
    }


def title(document: Document, part: Part) -> str:
    """«ХАТТАМА № 4»; «ХАТТАМА» while it is a draft."""
    word = part.words["minutes"]
    return f"{word} № {document.number}" if document.number else str(word)


def subtitle(document: Document, part: Part) -> str:
    """«ОӘБ 6B061 отырысы · 2026 жылғы 30 қараша · 2-нұсқа»."""
    later = document.version > 1
    version = part.words["version_number"] % {"number": document.version} if later else ""
    return " · ".join(filter(None, [part.heading, part.date, version]))


def reference(document: Document, part: Part) -> str:
    """What an annex belongs to: «Хаттама № 4 · 2026 жылғы 30 қараша»."""
    number = f" № {document.number}" if document.number else ""
    return f"{part.words['short_minutes']}{number} · {part.date}"


def facts(document: Document, part: Part) -> Iterator[tuple[str, str]]:
    """Rows 4 to 11 under their words; what did not happen has no row."""
    w = part.words
    times = f" · {part.opened}–{part.closed} ({w['time_zone']})" if part.opened else ""
    rows = [
        (w["date"], part.date),
        (w["place"], part.place),
        (w["form"], part.form + times),
        (w["presiding"], _with_office(part.presiding, part.presiding_office)),
        (w["secretary"], part.secretary),
        (w["all_members"], _all_members(part)),
        (w["attended"], _attended(part)),
        (w["remote"].capitalize(), _counted(part.remote)),
        (w["invited"], _invited(part)),
        (w["not_attended"], _not_attended(part)),
        (w["form_of_minutes"], w["short_form" if document.extent else "full_form"]),
    ]
    return ((says, stated) for says, stated in rows if stated)


def _with_office(name: str, office: str) -> str:
    return f"{name}, {office}" if office else name


def _all_members(part: Part) -> str:
    silent = sum(not seat.voting for seat in part.seats)
    told = f"; {part.words['not_voting_among']}: {silent}" if silent else ""
    return f"{len(part.seats)}{told}"


def _attended(part: Part) -> str:
    w, there = part.words, part.present
    told = (
        f"{len(there)} {w['members']}: {w['in_hall']} {part.in_hall}, {w['online']} {part.online} "
        f"({w['list_attached']})"
    )
    return f"{told}\n{_names(there)}" if 0 < len(there) <= NAMED_UP_TO else told


def _counted(seats: tuple[Seat, ...]) -> str:
    return f"{len(seats)}: {_names(seats)}" if seats else ""


def _names(seats: Iterable[Seat]) -> str:
    return ", ".join(seat.name for seat in seats)


def _invited(part: Part) -> str:
    return "; ".join(
        f"{one.name} ({one.organisation})" if one.organisation else one.name
        for one in part.visitors
    )


def _not_attended(part: Part) -> str:
    w = part.words
    told = [(w["excused"], part.excused), (w["absent"], part.absent)]
    return "; ".join(f"{says} {_counted(seats)}" for says, seats in told if seats)


def quorum(document: Document, part: Part) -> Iterator[str]:
    """Row 12: the verdict, its arithmetic, and whether it rests on those online."""
    w, heads = part.words, document.heads
    yield f"{w['quorum'] if heads.reached else w['no_quorum']}."
    yield (
        f"{w['composition']}: {heads.composition}, {w['participating']}: {heads.participating}, "
        f"{w['needed']}: {heads.needed} ({w['two_thirds']}, {heads.clauses[part.language]}). "
        f"{w['hall_only']}: {heads.hall}."
    )
    if heads.rests_on_online:
        yield str(w["rests_on_online"])


def _item(document: Document, part: Part, item: Item, annexed: dict[str, int]) -> Said:
    w = part.words
    last = len(item.resolution)
    return {
        "words": w,
        "number": item.number,
        "title": item.title,
        "speaker": item.speaker,
        "heard": item.heard,
        "spoke": item.spoke,
        "materials_line": f"{w['materials']}: {'; '.join(item.materials)}"
        if item.materials
        else "",
        "settled": item.settled,
        "annulled": [_annulled(vote, w) for vote in item.annulled],
        "recused_line": f"{w['recused']}: {'; '.join(item.recused)}" if item.recused else "",
        "result": _result(item.result, w) if item.result else None,
        "resolution": [
            {"number": one.number, "text": one.text, "last": place == last}
            for place, one in enumerate(item.resolution, start=1)
        ],
        "outcome": _outcome(document, item, w),
        "dissents_line": _dissents_line(item, w, annexed.get("dissents")),
    }


def _outcome(document: Document, item: Item, w: Said) -> str:
    if item.result is None:
        return ""
    adopted = document.recommendatory and item.result.outcome == "adopted"
    return " ".join([*item.result.sentences, *([w["recommendatory"]] if adopted else [])])


def _result(result: Result, w: Said) -> Said:
    heads = result.heads
    figures = [
        f"{w['composition']}: {heads.composition}",
        f"{w['participating']}: {heads.participating}",
        f"{w['needed']}: {heads.needed}",
        f"{w['hall_only']}: {heads.hall}",
    ]
    presided = [f"{w['presided_by']}: {result.presiding}"] if result.presiding else []
    return {
        "outcome": result.outcome,
        "for_": result.for_,
        "against": result.against,
        "abstain": result.abstain,
        "not_voted": result.not_voted,
        "heads_line": " · ".join(figures),
        "groups": groups(result.votes, w),
        "remarks": [*presided, *result.void, *result.disputed],
    }


def groups(votes: Iterable[NamedVote], w: Said) -> list[Said]:
    """Row 16: who voted how, and in which way, everybody by name."""
    found: dict[str, dict[str, list[str]]] = {choice: {} for choice in CHOICES}
    for vote in votes:
        found[vote.choice].setdefault(vote.channel, []).append(vote.name)
    return [
        {
            "choice": choice or "none",
            "says": w[choice or "not_voted"],
            "count": sum(map(len, ways.values())),
            "ways": [{"says": way, "names": names} for way, names in ways.items()],
        }
        for choice, ways in found.items()
        if ways
    ]


def _annulled(vote: AnnulledVote, w: Said) -> Said:
    told = (
        f"{w['opened_at']}: {vote.opened}, {w['annulled_at']}: {vote.annulled}. "
        f"{w['reason']}: {vote.reason} {w['taken_again']}"
    )
    return {"told": told, "groups": groups(vote.votes, w)}


def _dissents_line(item: Item, w: Said, annex: int | None) -> str:
    if not item.dissents:
        return ""
    where = w["annex_number"] % {"number": annex}
    return f"{w['dissent_of']}: {', '.join(one.name for one in item.dissents)} ({where})"


def annexes(part: Part) -> list[Said]:
    """Row 19: what is annexed, numbered in this order; what there is not has no number."""
    w = part.words
    kinds = [
        ("attendance", w["annex_title"], [_seat(seat, part) for seat in part.seats]),
        ("written", w["written_title"], _written(part)),
        ("dissents", w["dissents_title"], _dissents(part)),
        ("materials", w["materials_title"], _materials(part)),
    ]
    present = [one for one in kinds if one[2]]
    return [
        {
            "kind": kind,
            "number": number,
            "says": w["annex_number"] % {"number": number},
            "title": heading,
            "rows": rows,
        }
        for number, (kind, heading, rows) in enumerate(present, start=1)
    ]


def _seat(seat: Seat, part: Part) -> Said:
    remark = "; ".join(filter(None, [seat.office, "" if seat.voting else part.words["not_voting"]]))
    return {
        "number": str(seat.number),
        "name": seat.name,
        "remark": remark,
        "organisation": seat.organisation or "–",
        "ways": [one.says for one in seat.stretches] or [seat.says],
        "times": [f"{one.since}–{one.until or part.closed}" for one in seat.stretches] or ["–"],
    }


def _written(part: Part) -> list[Said]:
    w = part.words
    return [
        {
            "number": str(number),
            "name": one.name,
            "organisation": one.organisation,
            "choices": one.choices,
            "dates": [
                f"{w['entered_on']} {one.entered}",
                *([f"{w['confirmed_on']} {one.confirmed}"] if one.confirmed else []),
                *([] if one.counted else [w["not_counted"]]),
            ],
            "hash": grouped(one.scan),
        }
        for number, one in enumerate(part.written, start=1)
    ]


def _dissents(part: Part) -> list[Said]:
    return [
        {
            "name": _with_office(one.name, one.office),
            "on": f"{part.words['on_item'] % {'number': item.number}}. {item.title}",
            "text": one.text,
        }
        for item in part.items
        for one in item.dissents
    ]


def _materials(part: Part) -> list[Said]:
    return [
        {
            "number": str(one.item),
            "title": one.title,
            "size": _size(one.size, part.words),
            "hash": grouped(one.sha256),
        }
        for one in part.papers
    ]


def _size(size: int, w: Said) -> str:
    """«340 КБ», «12,4 МБ»: rounded up, so that no file weighs nothing."""
    if size < MEGABYTE:
        return f"{-(-size // KILOBYTE)} {w['kilobytes']}"
    tenths = -(-size * 10 // MEGABYTE)
    return f"{tenths // 10},{tenths % 10} {w['megabytes']}"
