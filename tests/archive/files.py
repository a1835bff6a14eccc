"""Small archives, valid by default: an association of ten and the meetings a test asks for."""

import copy
import json
from io import StringIO

from django.core.management import call_command

OFFICES = {1: "chair", 2: "deputy_chair", 3: "secretary"}
PRESENT = 7


def ballots(given="", channel="hall", start=1):
    """«ffa-» → for, for, against, abstain by p1, p2, …"""
    words = {"f": "for", "a": "against", "-": "abstain"}
    return [
        {"person": f"p{n}", "choice": words[letter], "channel": channel}
        for n, letter in enumerate(given, start=start)
    ]


def item(key="m1i1", given=None):
    return {
        "key": key,
        "title": {"kk": "Жұмыс жоспары туралы", "ru": "О плане работы"},
        "resolution": {"kk": "Келісілсін."},
        "ballots": ballots("ffffaaa") if given is None else given,
    }


def meeting(key="m1", *items, present=PRESENT, presiding="p1", body="uob1", **fields):
    attendance = [
        {"person": f"p{n}", "mode": "hall" if n <= present else "absent"} for n in range(1, 11)
    ]
    return {
        "key": key, "body": body, "number": "1", "held_at": "2024-10-10T10:00:00+05:00",
        "place": "Алматы", "presiding": presiding, "secretary": "p3", "attendance": attendance,
        "agenda": list(items) or [item(f"{key}i1")],
    } | fields  # fmt: skip


def seat(n, body="uob1", **fields):
    return {
        "person": f"p{n}", "body": body, "office": OFFICES.get(n, "member"), "from": "2019-09-01",
        "until": None, "voting": True,
    } | fields  # fmt: skip


def archive(*meetings, size=10, kind="association"):
    """A whole file."""
    return {
        "format": "council-portal/meetings@1",
        "organisations": [
            {"key": "kaznu", "kind": "institution", "name": {"kk": "Қазақ ұлттық университеті"}}
        ],
        "bodies": [
            {
                "key": "uob1", "kind": kind, "name": {"kk": "Педагогика бағыты бойынша ОӘБ"},
                "base_institution": "kaznu", "directions": ["6B061", "6B011"],
            }
        ],
        "people": [
            {
                "key": f"p{n}", "family_name": f"Тұрсынов{n}", "given_name": "Дархан",
                "patronymic": "Бақытұлы", "email": f"p{n}@example.kz",
            }
            for n in range(1, size + 3)
        ],
        "memberships": [seat(1, represents="kaznu"), *(seat(n) for n in range(2, size + 1))],
        "meetings": list(meetings) or [meeting()],
    }  # fmt: skip


def council(*meetings):
    """The same people as the Council, whose secretary has no vote."""
    document = archive(*meetings, kind="council")
    del document["bodies"][0]["base_institution"], document["bodies"][0]["directions"]
    document["memberships"][2]["voting"] = False
    return document


class Folder:
    """Files of one test, and the command run on them."""

    def __init__(self, path) -> None:
        self.path = path

    def write(self, document, name="archive.json"):
        file = self.path / name
        file.write_text(
            document if isinstance(document, str) else json.dumps(document, ensure_ascii=False),
            encoding="utf-8",
        )
        return file

    def take(self, *documents, dry_run=False):
        """Import and return the report."""
        report = self.path / "report.json"
        files = [self.write(document, f"{n}.json") for n, document in enumerate(documents)]
        call_command("import_archive", *files, report=report, dry_run=dry_run, stdout=StringIO())
        return json.loads(report.read_text(encoding="utf-8"))

    def give(self, *arguments):
        """Export and return the document."""
        out = StringIO()
        call_command("export_archive", *arguments, stdout=out)
        return json.loads(out.getvalue())


def without(document, *path):
    """A copy of the document with one value taken out."""
    changed = copy.deepcopy(document)
    *steps, last = path
    inner = changed
    for step in steps:
        inner = inner[step]
    del inner[last]
    return changed


def replaced(document, value, *path):
    """A copy of the document with one value put in its place."""
    changed = copy.deepcopy(document)
    *steps, last = path
    inner = changed
    for step in steps:
        inner = inner[step]
    inner[last] = value
    return changed
