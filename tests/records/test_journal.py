"""The chain: what is appended, and that every kind of tampering is found."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records import clock, journal, triggers
from records.journal import Fault, FaultKind, Head
from records.models import JournalEntry, JournalStream
from records.rules.chain import GENESIS, Link, canonical, faults

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 12, 0, tzinfo=UTC)
STREAM = "body:1"


@pytest.fixture
def five():
    """A chain of five entries."""
    return [append(number) for number in range(1, 6)]


@pytest.fixture
def tamperable(five):
    """The same chain in the hands of someone who has removed the triggers."""
    triggers.lift(connection)
    return five


def append(number: int, **changes: object) -> JournalEntry:
    facts = {
        "stream": STREAM,
        "kind": "ballot",
        "actor": None,
        "at": NOON,
        "payload": {"n": number},
    }
    return journal.append(**(facts | changes))


def entries(stream: str = STREAM):
    return JournalEntry.objects.filter(stream=stream)


def test_the_first_entry_follows_nothing():
    entry = append(1)

    assert (entry.position, entry.previous_hash) == (1, GENESIS)
    assert journal.head(STREAM) == Head(1, entry.hash)


def test_each_entry_carries_the_hash_of_the_one_before(five):
    assert [entry.position for entry in five] == [1, 2, 3, 4, 5]
    assert [entry.previous_hash for entry in five[1:]] == [entry.hash for entry in five[:-1]]
    assert journal.verify(STREAM) == []


def test_streams_do_not_touch_each_other(five):
    other = append(1, stream="body:2")

    assert (other.position, other.previous_hash) == (1, GENESIS)
    assert journal.head(STREAM) == Head(5, five[-1].hash)


def test_a_stream_without_entries_stands_at_the_beginning():
    assert journal.head("body:9") == Head(0, GENESIS)
    assert journal.verify("body:9") == []


def test_the_database_notes_its_own_time():
    before = clock.now()

    entry = append(1, at=NOON - timedelta(days=365))

    stored = entries().get()
    assert stored.at == NOON - timedelta(days=365)
    assert entry.recorded_at == stored.recorded_at
    assert before - timedelta(minutes=1) < stored.recorded_at <= clock.now()


def test_appending_takes_three_queries_and_five_for_the_first(django_assert_num_queries):
    with django_assert_num_queries(5):
        append(1)
    with django_assert_num_queries(3):
        append(2)


def test_an_entry_is_rolled_back_with_its_act(five):
    class ActFailed(Exception):
        pass

    with pytest.raises(ActFailed), transaction.atomic():
        append(6)
        raise ActFailed

    assert journal.head(STREAM) == Head(5, five[-1].hash)
    assert append(6).position == 6


def test_dates_and_identifiers_are_kept_as_text():
    identifier = UUID("12345678-1234-5678-1234-567812345678")
    payload = {
        "at": NOON.astimezone(),
        "on": date(2026, 10, 1),
        "id": identifier,
        "share": Decimal("0.50"),
        "list": (1, None, True),
    }

    append(1, payload=payload)

    assert entries().get().payload == {
        "at": "2026-10-01T12:00:00.000000+00:00",
        "on": "2026-10-01",
        "id": str(identifier),
        "share": "0.50",
        "list": [1, None, True],
    }
    assert journal.verify(STREAM) == []


@pytest.mark.parametrize(
    "payload",
    [
        {"x": 0.5},
        {"x": object()},
        {1: "x"},
        {"x": "\x00"},
        {"x\x00": 1},
        {"x": datetime(2026, 10, 1)},  # noqa: DTZ001 - a time without a zone is what is refused
        {"x": "\ud800"},
        {"x": b"bytes"},
    ],
)
def test_what_databases_keep_differently_is_refused(payload):
    with pytest.raises((TypeError, ValueError)):
        append(1, payload=payload)

    assert not entries().exists()


def test_canonical_json_is_sorted_tight_and_utf_8():
    assert canonical({"ұ": "Ә", "a": [1, {"z": None, "b": True}]}) == (
        '{"a":[1,{"b":true,"z":null}],"ұ":"Ә"}'.encode()
    )


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"n": 99}},
        {"payload": {"n": 3.0}},
        {"kind": "other"},
        {"at": NOON + timedelta(microseconds=1)},
    ],
)
def test_an_altered_entry_is_found(tamperable, change):
    entries().filter(position=3).update(**change)

    assert journal.verify(STREAM) == [Fault(FaultKind.ALTERED, 3)]


def test_an_altered_actor_is_found(tamperable, django_user_model):
    someone = django_user_model.objects.create(email="someone@example.kz", family_name_kk="Біреу")
    entries().filter(position=3).update(actor=someone)

    assert journal.verify(STREAM) == [Fault(FaultKind.ALTERED, 3)]


def test_an_entry_rewritten_with_its_hash_breaks_the_link(tamperable):
    rewrite(3)

    assert journal.verify(STREAM) == [Fault(FaultKind.BROKEN_LINK, 4)]


def test_a_removed_entry_is_found(tamperable):
    entries().filter(position__in=[2, 3]).delete()

    assert journal.verify(STREAM) == [Fault(FaultKind.MISSING, 2), Fault(FaultKind.MISSING, 3)]


def test_a_removed_tail_is_found_by_the_head(tamperable):
    entries().filter(position__gt=3).delete()

    assert journal.verify(STREAM) == [Fault(FaultKind.TRUNCATED, 4)]


def test_a_chain_emptied_is_found_by_the_head(tamperable):
    entries().delete()

    assert journal.verify(STREAM) == [Fault(FaultKind.TRUNCATED, 1)]


def test_an_entry_beyond_the_head_is_found(tamperable):
    JournalStream.objects.update(position=4, hash=tamperable[3].hash)

    assert journal.verify(STREAM) == [Fault(FaultKind.HEAD_MISMATCH, 5)]


def test_a_changed_head_is_found(tamperable):
    JournalStream.objects.update(hash="f" * 64)

    assert journal.verify(STREAM) == [Fault(FaultKind.HEAD_MISMATCH, 5)]


def test_only_an_anchor_finds_a_tail_removed_with_its_head(tamperable):
    anchor = Head(5, tamperable[-1].hash)
    entries().filter(position__gt=3).delete()
    JournalStream.objects.update(position=3, hash=tamperable[2].hash)

    assert journal.verify(STREAM) == []
    assert journal.verify(STREAM, anchors=[anchor]) == [Fault(FaultKind.TRUNCATED, 4)]


def test_only_an_anchor_finds_a_chain_rewritten_to_its_end(tamperable):
    anchor = Head(4, tamperable[3].hash)
    for position in range(3, 6):
        rewrite(position)
    JournalStream.objects.update(hash=entries().get(position=5).hash)

    assert journal.verify(STREAM) == []
    assert journal.verify(STREAM, anchors=[anchor]) == [Fault(FaultKind.HEAD_MISMATCH, 4)]


def test_anchors_of_an_honest_chain_hold(five):
    anchors = [Head(entry.position, entry.hash) for entry in five]

    assert journal.verify(STREAM, anchors=anchors) == []


def rewrite(position: int) -> None:
    """What someone with the whole database would do: change the facts and hash them again."""
    entry = entries().get(position=position)
    before = entries().filter(position=position - 1).first()
    link = Link(
        stream=STREAM,
        position=position,
        kind="rewritten",
        actor=entry.actor_id,
        at=entry.at,
        payload=entry.payload,
        previous_hash=before.hash if before else GENESIS,
    )
    entries().filter(position=position).update(
        kind=link.kind, previous_hash=link.previous_hash, hash=link.fingerprint()
    )


def test_the_command_names_each_whole_chain(five, capsys):
    append(1, stream="body:2")

    call_command("verify_journal")

    assert capsys.readouterr().out.splitlines() == [
        f"body:1: whole, 5 entries, head {five[-1].hash}",
        f"body:2: whole, 1 entries, head {journal.head('body:2').hash}",
    ]


def test_the_command_fails_at_the_place_of_the_fault(tamperable, capsys):
    entries().filter(position=3).update(kind="other")

    with pytest.raises(CommandError, match="broken chains: 1"):
        call_command("verify_journal", STREAM)

    assert capsys.readouterr().err == "body:1: altered at 3\n"


def test_the_command_compares_with_an_anchor(five, capsys):
    with pytest.raises(CommandError):
        call_command("verify_journal", anchor=[f"{STREAM}@6={'a' * 64}"])
    assert capsys.readouterr().err == "body:1: truncated at 6\n"

    with pytest.raises(CommandError, match="not an anchor"):
        call_command("verify_journal", anchor=["body:1=6"])


def test_the_command_sees_a_stream_that_lost_its_head(tamperable):
    JournalStream.objects.all().delete()

    with pytest.raises(CommandError, match="broken chains: 1"):
        call_command("verify_journal")


payloads = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "ә", "1", "é", "Z z"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(payload=payloads)
def test_whatever_was_recorded_reads_back_to_the_same_hash(payload):
    with transaction.atomic():
        append(1, payload={"facts": payload})

        assert journal.verify(STREAM) == []
        transaction.set_rollback(True)


def chain(length: int) -> list[Link]:
    links: list[Link] = []
    for position in range(1, length + 1):
        previous = links[-1].hash if links else GENESIS
        link = Link(STREAM, position, "ballot", position % 7, NOON, {"n": position}, previous)
        links.append(sealed(link))
    return links


def sealed(link: Link, **changes: object) -> Link:
    changed = Link(**(link.__dict__ | changes))
    return Link(**(changed.__dict__ | {"hash": changed.fingerprint()}))


CHANGES = {
    "stream": st.just("body:2"),
    "kind": st.text(min_size=1).filter(lambda kind: kind != "ballot"),
    "actor": st.none() | st.integers(min_value=8),
    "at": st.integers(1, 10**9).map(lambda step: NOON + timedelta(microseconds=step)),
    "payload": st.dictionaries(st.text(), st.integers()).filter(lambda facts: "n" not in facts),
    "previous_hash": st.text("0123456789abcdef", min_size=64, max_size=64),
    "hash": st.text("0123456789abcdef", min_size=64, max_size=64),
}


@settings(max_examples=200, deadline=None)
@given(data=st.data(), length=st.integers(1, 12))
def test_any_tampering_is_found(data, length):
    """One random change: of a fact, with or without its hash made good; a removal; a swap."""
    links = chain(length)
    head = Head(length, links[-1].hash)
    assert list(faults(links, head)) == []
    place = data.draw(st.integers(0, length - 1))

    match data.draw(st.sampled_from(["fact", "reseal", "remove", "cut", "swap", "head"])):
        case "fact":
            field = data.draw(st.sampled_from(sorted(CHANGES)))
            changes = {field: data.draw(CHANGES[field])}
            links[place] = Link(**(links[place].__dict__ | changes))
        case "reseal":
            links[place] = sealed(links[place], kind="rewritten")
        case "remove":
            del links[place]
        case "cut":
            del links[place:]
        case "swap":
            other = (place + 1) % length
            kept = links[place].__dict__ | {"position": links[other].position}
            links[other] = sealed(Link(**kept), kind="swapped")
        case "head":
            head = Head(length, data.draw(CHANGES["hash"]))

    assert list(faults(links, head)) != []
