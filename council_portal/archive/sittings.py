"""The meetings of a file: those known already are compared, the new ones judged and written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext as _

from accounts.models import User
from associations.models import Association
from bodies.models import Body, Membership, OrganisationKind, RulesOfProcedure
from bodies.rules.procedure import Procedure, clauses
from council_portal.archive import exporting, findings, judging
from council_portal.archive.facts import Archive, MeetingFacts
from council_portal.archive.findings import BodyState
from council_portal.archive.installed import Installed, chunks, items_by_key, meetings_by_key
from council_portal.archive.judging import Cast, Seat, Sitting, Term
from council_portal.archive.recording import require_same
from council_portal.archive.refusals import Misfit
from council_portal.archive.writing import Judgement, Line, Scene, write
from meetings.models import Meeting, RollEntry, Vote
from meetings.rules.attendance import Mode
from meetings.rules.majority import Outcome

BALLOTS_AT_ONCE = 5000
MEETINGS_AT_ONCE = 200

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Heard:
    """What came of the meetings: lines of the report, and what was written per body."""

    items: dict[str, dict[str, object]] = field(default_factory=dict)
    findings: list[dict[str, str]] = field(default_factory=list)
    created: Counter[str] = field(default_factory=Counter)
    meetings: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    digests: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def record(archive: Archive, installed: Installed, progress: Progress) -> Heard:
    """Compare or write every meeting of the file, a few at a time.

    Raises Misfit where a key stands for other facts already.
    """
    heard = Heard()
    known = meetings_by_key(archive.meetings)
    _require_new_items(archive, known)
    bench = Bench.load({m.body for _i, m in archive.meetings.values()}, installed)
    _compare(archive, known, bench, heard)
    batch: list[Scene] = []
    weight = 0
    done, total = len(known), len(archive.meetings)
    for key, (_index, facts) in archive.meetings.items():
        if key not in known:
            batch.append(bench.scene(facts))
            weight += batch[-1].weight
            _report(batch[-1], bench, heard)
        if weight >= BALLOTS_AT_ONCE or len(batch) >= MEETINGS_AT_ONCE:
            done += _flush(batch, bench, heard)
            weight = 0
            bench.rolls.clear()
            progress(done, total)
    _flush(batch, bench, heard)
    progress(total, total)
    return heard


def _flush(batch: list[Scene], bench: Bench, heard: Heard) -> int:
    if not batch:
        return 0
    rows, created, digests = write(batch, bench.lines, bench.represented)
    heard.created += created
    left = iter(digests)
    for scene in batch:
        heard.meetings[scene.body].append(rows[scene.facts.key])
        voted = sum(item.judged.outcome is not None for item in scene.items)
        heard.digests[scene.body] += [next(left) for _number in range(voted)]
    size = len(batch)
    batch.clear()
    return size


def _require_new_items(archive: Archive, known: Collection[str]) -> None:
    """An item's key is its own in the whole installation."""
    places = {
        item.key: (index, position)
        for key, (index, meeting) in archive.meetings.items()
        if key not in known
        for position, item in enumerate(meeting.agenda)
    }
    for key in items_by_key(places):
        index, position = places[key]
        raise Misfit(
            _("a key of its own: an item recorded here uses it"),
            "meetings", index, "agenda", position, "key", found=key,
        )  # fmt: skip


def _compare(archive: Archive, known: dict[str, int], bench: Bench, heard: Heard) -> None:
    """Meetings that are here already say the same, and are reported as they were recorded."""
    keys = {pk: key for key, pk in known.items()}
    for pks in chunks(sorted(known.values()), exporting.SITTINGS):
        rows = Meeting.objects.filter(pk__in=pks)
        there = list(exporting.meetings(rows.order_by("pk"), bench.installed))
        recorded = _recorded_results(pks)
        rolls = _recorded_rolls(pks)
        for row, facts in zip(rows.order_by("pk"), there, strict=True):
            index, said = archive.meetings[keys[row.pk]]
            require_same("meetings", index, said, facts)
            roll = bench.with_listings(rolls[row.pk], row.body_id, row.day)
            scene = bench.scene(said, roll=roll, procedure=row.procedure())
            stood = [_as_recorded(item, recorded) for item in scene.items]
            _report(replace(scene, items=stood), bench, heard)


def _as_recorded(item: Judgement, recorded: dict[str, Outcome]) -> Judgement:
    outcome = recorded.get(item.facts.key)
    if outcome is None:
        return item
    untallied = item.judged.untallied or [""] * len(item.ballots)
    return replace(item, judged=judging.Judged(outcome, untallied))


def _recorded_results(pks: list[int]) -> dict[str, Outcome]:
    votes = Vote.objects.filter(item__meeting__in=pks).exclude(item__archive_key=None)
    rows = votes.values_list("item__archive_key", "result")
    return {str(key): Outcome.from_dict(result) for key, result in rows if result}


def _recorded_rolls(pks: list[int]) -> dict[int, dict[int, Seat]]:
    rolls: dict[int, dict[int, Seat]] = defaultdict(dict)
    rows = RollEntry.objects.filter(meeting__in=pks).order_by("position")
    for meeting, person, membership, office, voting in rows.values_list(
        "meeting_id", "membership__user_id", "membership_id", "office", "voting"
    ):
        rolls[meeting][person] = Seat(person, membership, office, voting)
    return rolls


def _report(scene: Scene, bench: Bench, heard: Heard) -> None:
    for item in scene.items:
        heard.items[item.facts.key] = judging.as_report(item.judged)
    found = [
        *findings.of_meeting(
            scene.sitting, bench.states[scene.body], secretary=scene.secretary,
            items=len(scene.items), names=bench.names,
        ),
    ]  # fmt: skip
    for number, item in enumerate(scene.items, start=1):
        found += findings.of_item(
            scene.sitting, item.judged, item.ballots, number=number, names=bench.names
        )
    heard.findings += [
        {"meeting": scene.facts.key, "clause": clause, "message": message}
        for clause, message in found
    ]


@dataclass(slots=True)
class Bench:
    """What judging needs of the bodies and people of a file, fetched once."""

    installed: Installed
    kinds: dict[int, str]
    states: dict[int, BodyState]
    terms: dict[int, list[Term]]
    rules: dict[int, list[tuple[date, Procedure]]]
    lines: dict[int, Line]
    names: dict[int, str]
    represented: dict[int, tuple[str, str]]
    rolls: dict[tuple[int, date], dict[int, Seat]] = field(default_factory=dict)

    @classmethod
    def load(cls, keys: Collection[str], installed: Installed) -> Bench:
        """Seven queries for five hundred bodies, and one for all people."""
        bench = cls(installed, {}, {}, defaultdict(list), defaultdict(list), {}, {}, {})
        for pks in chunks(sorted(installed.bodies[key] for key in keys)):
            bench._bodies(pks)
            bench._memberships(pks)
        for person in User.objects.order_by("pk").iterator(chunk_size=2000):
            bench.names[person.pk] = person.short_name("kk")
            bench.lines[person.pk] = Line(
                person.full_name("kk"), person.full_name("ru"), person.sort_key
            )
        return bench

    def _bodies(self, pks: list[int]) -> None:
        based = dict(
            Association.objects.filter(
                pk__in=pks, base_institution__kind=OrganisationKind.INSTITUTION
            ).values_list("pk", "base_institution_id")
        )
        through = Association.directions.through.objects.filter(association__in=pks)
        directed = set(through.values_list("association_id", flat=True))
        for body in Body.objects.filter(pk__in=pks).select_related("parent"):
            self.kinds[body.pk] = body.kind
            self.states[body.pk] = BodyState(
                kind=body.kind,
                has_base_institution=body.pk in based,
                has_directions=body.pk in directed,
                under_association=bool(body.parent and body.parent.kind == "association"),
            )
        settled = RulesOfProcedure.objects.filter(body__in=pks).select_related("body")
        for record in settled.order_by("starts_on", "pk"):
            self.rules[record.body_id].append((record.starts_on, record.procedure()))

    def _memberships(self, pks: list[int]) -> None:
        rows = Membership.objects.filter(body__in=pks).select_related("represents").order_by("pk")
        for row in rows.iterator(chunk_size=2000):
            self.terms[row.body_id].append(
                Term(row.pk, row.user_id, row.office, row.voting, row.starts_on, row.ends_on)
            )
            if row.represents:
                self.represented[row.pk] = (row.represents.name("kk"), row.represents.name("ru"))

    def scene(
        self,
        facts: MeetingFacts,
        *,
        roll: dict[int, Seat] | None = None,
        procedure: Procedure | None = None,
    ) -> Scene:
        """A meeting with its items judged; roll and rules as recorded, or as of its day."""
        body, day = self.installed.bodies[facts.body], datetime.fromisoformat(facts.held_at).date()
        people = self.installed.people
        marks = [people[mark.person] for mark in facts.attendance]
        sitting = Sitting(
            roll=self._roll(body, day) if roll is None else roll,
            modes=_modes(zip(marks, (mark.mode for mark in facts.attendance), strict=True)),
            presiding=people[facts.presiding],
            procedure=procedure or self._rules(body, day),
            clause=clauses(self.kinds[body]).decision,
        )
        items = []
        for item in facts.agenda:
            cast = [Cast(people[b.person], b.choice, b.channel) for b in item.ballots]
            items.append(Judgement(item, cast, judging.judge(sitting, cast)))
        return Scene(
            facts=facts, body=body, sitting=sitting, secretary=people[facts.secretary],
            marks=marks, items=items,
        )  # fmt: skip

    def _roll(self, body: int, day: date) -> dict[int, Seat]:
        if (body, day) not in self.rolls:
            self.rolls[body, day] = judging.roll_on(day, self.terms[body])
        return self.rolls[body, day]

    def with_listings(self, roll: dict[int, Seat], body: int, day: date) -> dict[int, Seat]:
        """A recorded roll, with how often each person is listed."""
        listed = self._roll(body, day)
        return {
            person: replace(seat, listed=listed[person].listed if person in listed else 1)
            for person, seat in roll.items()
        }

    def _rules(self, body: int, day: date) -> Procedure:
        """The newest rules settled by then, otherwise the regulation's."""
        settled = [rules for starts_on, rules in self.rules[body] if starts_on <= day]
        return settled[-1] if settled else judging.rules_of(self.kinds[body])


def _modes(marks: Collection[tuple[int, str]] | zip[tuple[int, str]]) -> dict[int, Mode]:
    """How each person attended; whoever is marked as attending anywhere attended."""
    modes: dict[int, Mode] = {}
    for person, mode in marks:
        if person not in modes or not modes[person].attends:
            modes[person] = Mode(mode)
    return modes
