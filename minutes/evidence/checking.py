"""All checks of a bundle, in the order in which a reader would ask."""

from __future__ import annotations

from collections.abc import Callable

from . import ballots, chain, corrections, document, paper, sitting, votes
from .bundle import Bundle
from .findings import Finding, Found, Report, at

CHECKS: tuple[tuple[str, Callable[[Bundle], Found]], ...] = (
    ("journal", chain.check),
    ("sitting", sitting.check),
    ("ballots", ballots.check),
    ("votes", votes.check),
    ("document", document.check),
    ("paper", paper.check),
    ("corrections", corrections.check),
)
BROKEN = (KeyError, TypeError, ValueError, AttributeError, IndexError, StopIteration)


def check(bundle: Bundle) -> Report:
    """Everything that can be recomputed from the bundle alone."""
    report = Report()
    for name, run in CHECKS:
        try:
            report.findings += run(bundle)
        except BROKEN as error:
            report.findings.append(Finding("unreadable", at(part=name, error=repr(error))))
    report.findings = list(dict.fromkeys(report.findings))
    report.notes = list(_notes(bundle))
    return report


def _notes(bundle: Bundle) -> Found:
    """What this check could not look at."""
    if hidden := chain.withheld(bundle):
        yield Finding("journal_withheld", at(count=hidden))
    if not bundle.journaled:
        yield Finding("recorded_afterwards")
    minutes = bundle.facts["minutes"]
    if minutes is None:
        yield Finding("no_minutes")
    elif minutes["state"] != "signed":
        yield Finding("not_signed")
    elif not paper.can_validate():
        yield Finding("no_library")
    for row in bundle.facts["signatures"]:
        if row["method"] == paper.ON_PAPER:
            yield Finding("signed_on_paper", at(role=row["role"]))
    if minutes is not None:
        for one in corrections.in_office(bundle):
            yield Finding("signed_in_office", at(**one))
