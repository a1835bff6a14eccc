"""Invented people, all with one password, which the README tells."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from accounts.models import User
from council_portal.demo.entries import DOMAIN

DATA = Path(__file__).parent / "data"
# «Білім таппай мақтанба», computed once: hashing it for each person would take a minute.
PASSWORD_HASH = (
    "pbkdf2_sha256$1000000$demo0demo0demo0demo0de$kL2alimWzhjPcFIpa9WY3qWNeEwyqbQe1fCb+/55CZg="  # noqa: S105
)


def rows(name: str) -> list[dict[str, str]]:
    """A table of the demo's data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Cast:
    """Hands out people one after the other; those of the sign-in page get their address."""

    def __init__(self) -> None:
        self._rows: Iterator[tuple[int, dict[str, str]]] = iter(enumerate(rows("people.csv"), 1))
        self.named: dict[str, User] = {}

    def next(self, key: str = "") -> User:
        """The next person, with the address of `key` or a numbered one."""
        number, row = next(self._rows)
        person = User(
            email=f"{key or f'p{number:03}'}@{DOMAIN}",
            password=PASSWORD_HASH,
            family_name_kk=row["surname_kk"], given_name_kk=row["given_name_kk"],
            patronymic_kk=row["patronymic_kk"], family_name_ru=row["surname_ru"],
            given_name_ru=row["given_name_ru"], patronymic_ru=row["patronymic_ru"],
        )  # fmt: skip
        person.save()
        if key:
            self.named[key] = person
            person.confirm_address()
        return person
