"""How long a large archive takes to import: `make bench ONLY=import_archive`.

100,000 ballots: 500 meetings of one association of twenty, ten items each. The import runs as the
command does, in a process of its own, so that its peak memory is its own. The baseline is the
least any import could do: the same ballot rows put into the same table by one bare `executemany`,
without rules, receipts, roll or report. `ratio` is the import's time over the baseline's.

As many ballots spread thin, one on each item of 10,000 meetings, come as `many_meetings_…`: there
the time goes into rolls, attendance, items and votes.
"""

import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import django
from django.core.management import call_command

BALLOTS = 100_000
MEMBERS = 20
ITEMS = 10
MEETINGS = BALLOTS // (MEMBERS * ITEMS)
MANY = BALLOTS // ITEMS
SECONDS, MIB = 60, 500


def main() -> None:
    """Write the file, import it, put the same rows in again barely, print one line of JSON."""
    django.setup()
    folder = Path(os.environ["BENCH_FOLDER"])
    call_command("migrate", verbosity=0)
    seconds, mib = take(folder / "archive.json", document("uob", MEETINGS, voting=MEMBERS))
    bare = baseline()
    many_seconds, many_mib = take(folder / "many.json", document("many", MANY, voting=1))
    assert seconds < SECONDS, seconds
    assert max(mib, many_mib) < MIB, (mib, many_mib)
    figures = {
        "ballots": BALLOTS,
        "seconds": round(seconds, 1),
        "mib": round(mib),
        "baseline": "bare executemany of the same ballot rows",
        "baseline_seconds": round(bare, 2),
        "ratio": round(seconds / bare, 1),
        "many_meetings_seconds": round(many_seconds, 1),
        "many_meetings_mib": round(many_mib),
    }
    print(json.dumps(figures))


def take(path: Path, archive: dict[str, object]) -> tuple[float, float]:
    """Write the archive, import it in a process of its own; its seconds and its peak in MiB."""
    path.write_text(json.dumps(archive, ensure_ascii=False), encoding="utf-8")
    print(f"{path.name}: {path.stat().st_size / 2**20:.0f} MiB of JSON", flush=True)
    command = [sys.executable, "manage.py", "import_archive", str(path)]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=Path(__file__).resolve().parent.parent)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    assert process.returncode == 0, process.returncode
    return seconds, used.ru_maxrss / 1024


def document(body: str, meetings: int, *, voting: int) -> dict[str, object]:
    """The archive: everybody attends, the first `voting` vote, in varying ways."""
    people = [f"{body}-p{n}" for n in range(MEMBERS)]
    offices = ["chair", "deputy_chair", "secretary", *["member"] * (MEMBERS - 3)]
    return {
        "format": "council-portal/meetings@1",
        "bodies": [{"key": body, "kind": "association", "name": {"kk": "ОӘБ"}}],
        "people": [
            {"key": key, "family_name": f"Әбдіқадыр{key}", "given_name": "Ғалым"} for key in people
        ],
        "memberships": [
            {"person": key, "body": body, "office": office, "from": "2000-09-01", "until": None}
            for key, office in zip(people, offices, strict=True)
        ],
        "meetings": [meeting(body, number, people, voting) for number in range(meetings)],
    }


def meeting(body: str, number: int, people: list[str], voting: int) -> dict[str, object]:
    """One meeting, its items voted on by the first `voting`."""
    day = date(2001, 1, 1) + timedelta(days=number)
    choices = ("for", "for", "against", "for", "abstain")
    return {
        "key": f"{body}-m{number}",
        "body": body,
        "number": str(number + 1),
        "held_at": f"{day.isoformat()}T10:00:00+05:00",
        "presiding": people[0],
        "secretary": people[2],
        "attendance": [{"person": person, "mode": "hall"} for person in people],
        "agenda": [
            {
                "key": f"{body}-m{number}i{item}",
                "title": {"kk": f"Оқу-әдістемелік мәселе № {item}"},
                "ballots": [
                    {
                        "person": person,
                        "choice": choices[(number + item + place) % len(choices)],
                        "channel": "hall",
                    }
                    for place, person in enumerate(people[:voting])
                ],
            }
            for item in range(ITEMS)
        ],
    }


def baseline() -> float:
    """Seconds for the ballot rows alone, in one transaction, rolled back afterwards."""
    from django.db import connection, transaction

    from meetings.models import Ballot

    meta = Ballot._meta  # noqa: SLF001
    table = connection.ops.quote_name(meta.db_table)
    columns = [str(field.column) for field in meta.concrete_fields if not field.primary_key]
    names = ", ".join(map(connection.ops.quote_name, columns))
    holders = ", ".join(["%s"] * len(columns))
    revision = columns.index("revision")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table} ORDER BY id")  # noqa: S608 - our own names
        rows = [list(row) for row in cursor.fetchall()]
    assert len(rows) == BALLOTS, len(rows)
    for row in rows:
        row[revision] = 2
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({holders})",  # noqa: S608 - our own names
            rows,
        )
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return seconds


if __name__ == "__main__":
    main()
