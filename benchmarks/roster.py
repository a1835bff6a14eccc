"""How long a large roster takes: `make bench ONLY=roster`.

5,000 rows for an association of 2,500: a half is so already, a tenth of the others changes, the
rest is new. Timed are the dry run (reading, planning, keeping), the second person's confirmation
of all its lines, and taking the composition out again. The baseline is the least any import could
do: openpyxl reading the same sheet once, without rules. `ratio` is the dry run over the baseline.
"""

import json
import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django

ROWS = 5_000
SEATED = ROWS // 2
CHANGED = SEATED // 5
SECONDS = 10
SMALL = 50


def main() -> None:
    """Seat, write the sheet, plan it, confirm it, take it out; print one line of JSON."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    body, admin, reviewer = founded()
    # What is done once in a process is not timed.
    dry_run(body, admin, sheet(body, SMALL))
    body.get_absolute_url()
    small = counted(lambda: dry_run(body, admin, sheet(body, SMALL + 1)))
    content = sheet(body, ROWS)
    baseline = timed(lambda: bare(content))[0]
    planning = counted(lambda: dry_run(body, admin, content))
    roster = planning["result"]
    assert roster.counts() == {
        "error": 0, "add": ROWS - SEATED, "change": CHANGED, "skip": SEATED - CHANGED, "stay": 1,
    }, roster.counts()  # fmt: skip
    assert planning["seconds"] < SECONDS, planning["seconds"]
    assert planning["queries"] == small["queries"], (planning["queries"], small["queries"])
    drawing = counted(lambda: drawn(roster, admin))
    confirming = counted(lambda: confirmed(drawing["result"], reviewer))
    export, _ = timed(lambda: taken_out(body))
    figures = {
        "rows": ROWS,
        "seconds": round(planning["seconds"], 2),
        "cpu_seconds": planning["cpu"],
        "queries": planning["queries"],
        "baseline": "openpyxl reading the same sheet once",
        "baseline_seconds": round(baseline, 2),
        "ratio": round(planning["seconds"] / baseline, 1),
        "draw_up_seconds": round(drawing["seconds"], 2),
        "draw_up_cpu_seconds": drawing["cpu"],
        "draw_up_queries": drawing["queries"],
        "confirm_seconds": round(confirming["seconds"], 2),
        "confirm_cpu_seconds": confirming["cpu"],
        "confirm_queries": confirming["queries"],
        "export_seconds": round(export, 2),
    }
    print(json.dumps(figures))


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """Its seconds and what it gives."""
    began = time.perf_counter()
    result = act()
    return time.perf_counter() - began, result


def counted(act: Callable[[], Any]) -> dict[str, Any]:
    """Its seconds, what it gives, and how many statements it sends."""
    from django.db import connection

    sent = 0

    def count(execute: Any, *args: Any) -> Any:
        nonlocal sent
        sent += 1
        return execute(*args)

    cpu = time.process_time()
    with connection.execute_wrapper(count):
        seconds, result = timed(act)
    cpu = time.process_time() - cpu
    return {"seconds": seconds, "cpu": round(cpu, 2), "result": result, "queries": sent}


def founded() -> tuple[Any, Any, Any]:
    """The association with its members, somebody who records and somebody who confirms."""
    from accounts.models import User
    from bodies.actions import grant
    from bodies.models import Body, Membership, Organisation
    from records.models import LegalAct

    since = date(2020, 9, 1)
    act = LegalAct.objects.create(kind="order", number="1", signed_on=since)
    body = Body.objects.create(kind="association", code="bench", name_kk="ОӘБ", starts_on=since)
    organisations = [
        Organisation(key=f"o{n}", kind="institution", name_kk=f"{n}-университет")
        for n in range(200)
    ]
    for each in organisations:
        each.derive_keys()
    Organisation.objects.bulk_create(organisations)
    people = [
        User(email=f"p{n}@example.kz", family_name_kk="Әбдіқадыр", given_name_kk=f"Ғалым{n}")
        for n in range(SEATED + 1)
    ]
    for person in people:
        person.derive_keys()
    User.objects.bulk_create(people, batch_size=500)
    Membership.objects.bulk_create(
        [Membership(body=body, user=person, starts_on=since, starts_act=act) for person in people],
        batch_size=500,
    )
    officials = [User.objects.create(email=f"{name}@example.kz", family_name_kk="Сейітқали")
                 for name in ("admin", "reviewer")]  # fmt: skip
    for person, verb in zip(officials, ("administer", "review_minutes"), strict=True):
        grant(user=person, verb=verb, on=body, basis=act, by=None, starts_on=since)
    return body, *officials


def sheet(body: Any, rows: int) -> bytes:
    """As an administrator would fill in the template."""
    import io

    from openpyxl import Workbook

    book = Workbook(write_only=True)
    page: Any = book.create_sheet()
    page.append(["email", "family_name_kk", "given_name_kk", "office", "category", "represents",
                 "ends_on"])  # fmt: skip
    for n in range(rows):
        known = n < min(SEATED, rows // 2)
        if known and n >= CHANGED:
            page.append([f"p{n}@example.kz", "Әбдіқадыр", f"Ғалым{n}", "member"])
        else:
            page.append(
                [f"{'p' if known else 'n'}{n}@example.kz", "Әбдіқадыр", f"Ғалым{n}", "member",
                 "institution", f"{n % 200}-университет", date(2031, 12, 31)]
            )  # fmt: skip
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def bare(content: bytes) -> int:
    """The same sheet read once."""
    import io

    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True)
    page: Any = book.worksheets[0]
    return sum(1 for _ in page.iter_rows())


def dry_run(body: Any, by: Any, content: bytes) -> Any:
    """As the form and the action do it."""
    from django.core.files.base import ContentFile
    from django.utils import timezone

    from bodies import actions
    from bodies.documents.roster_reading import read_sheet
    from records.models import LegalAct

    upload = ContentFile(content, name="roster.xlsx")
    today = timezone.localdate()
    return actions.dry_run(
        body, read_sheet(upload), upload=upload, act_upload=None, effective_on=today,
        act=LegalAct(kind="order", number="2", signed_on=today - timedelta(days=1)), by=by,
        at=timezone.now(),
    )  # fmt: skip


def drawn(roster: Any, by: Any) -> Any:
    """The one click."""
    from django.utils import timezone

    from bodies import actions

    return actions.draw_up_roster(roster, by=by, at=timezone.now())


def confirmed(change: Any, by: Any) -> Any:
    """The second person's word."""
    from django.utils import timezone

    from bodies import actions

    return actions.confirm(change, by=by, at=timezone.now())


def taken_out(body: Any) -> bytes:
    """All of it as a sheet again."""
    from django.utils import timezone

    from bodies.documents.roster_writing import composition_sheet
    from bodies.models import Membership

    seats = Membership.objects.on(timezone.localdate()).filter(body=body).with_rank()
    rows = seats.in_roll_order().select_related("user", "represents", "starts_act")
    content = composition_sheet(rows, addresses=True)
    assert len(rows) == ROWS + 1, len(rows)
    return content


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council_portal.settings")
    main()
