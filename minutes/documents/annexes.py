"""What is annexed to the minutes (row 19 of the layout), and the line of approval (row 7)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from accounts.kazakh import dates
from meetings.models import WrittenChoice, WrittenPaper
from minutes.documents.facts import Facts
from minutes.documents.model import Paper, Written
from minutes.documents.wording import short_name, words


def approval(facts: Facts, language: str) -> tuple[str, ...]:
    """Whose approval the body's own rules ask for, line by line; empty where they ask for none."""
    lines = getattr(facts.minutes, f"approval_{language}").splitlines()
    return tuple(line.strip() for line in lines if line.strip())


def papers(facts: Facts) -> Iterator[Paper]:
    """Every file of the agenda under its item, with its size and SHA-256."""
    for number, item in enumerate(facts.items, start=1):
        for material in facts.materials.get(item.pk, ()):
            yield Paper(number, material.title, material.file.size, material.file.sha256)


def written(facts: Facts, language: str) -> Iterator[Written]:
    """Every ballot in writing, counted or not, with what it says on each item (cl. 27.4)."""
    numbers = {
        vote.pk: number
        for number, item in enumerate(facts.items, start=1)
        for vote in item.votes.all()
    }
    said = [line for lines in facts.papers.values() for line in lines if line.vote_id in numbers]
    said.sort(key=lambda line: (line.paper_id, numbers[line.vote_id]))
    for _paper, lines in groupby(said, key=attrgetter("paper_id")):
        yield _written(facts, list(lines), numbers, language)


def _written(
    facts: Facts, lines: list[WrittenChoice], numbers: dict[int, int], language: str
) -> Written:
    form, paper = words(language), lines[0].paper
    entry = facts.entry(paper.membership_id)
    choices = [
        f"{form['on_item'] % {'number': numbers[line.vote_id]}}: {form['choices'][line.choice]}"
        for line in lines
    ]
    return Written(
        name=short_name(entry, language) if entry else paper.membership.user.short_name(language),
        organisation=entry.organisation(language) if entry else "",
        choices=tuple(choices),
        entered=_moment(paper, "entered_at"),
        confirmed=_moment(paper, "decided_at") if paper.counts else "",
        counted=any(line.ballot_id is not None for line in lines),
        scan=paper.scan.sha256,
    )


def _moment(paper: WrittenPaper, name: str) -> str:
    at = getattr(paper, name)
    return f"{dates.in_astana(at):%d.%m.%Y %H:%M}" if at else ""
