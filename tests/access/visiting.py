"""Asking the portal as each column, without leaving a trace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from django.apps import apps
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from tests.access.place import OWN, Place, World
from tests.access.rows import COLUMNS, POST, SIGN_IN, Row
from tests.addresses import Address

GAP = re.compile(r"<(?:\w+:)?\w+>")


@dataclass
class Visitors:
    """A browser that turns into each column in turn."""

    world: World
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Everybody signs in once."""
        for column, person in self.world.people.items():
            self.client.cookies.clear()
            self.client.force_login(person)
            self.cookies[column] = self.client.cookies["sessionid"].value

    def answers(
        self, row: Row, address: Address, scope: str, columns: Iterable[str] = COLUMNS
    ) -> dict[str, str]:
        """The status each of these columns gets on one thing of that scope."""
        place = self.world.places[scope if row.on else OWN]
        path = filled(address, place, row)
        return {column: self.ask(column, row, path, place) for column in columns}

    def ask(self, column: str, row: Row, path: str, place: Place) -> str:
        """One request; whatever it did is taken back."""
        session = self.cookies.get(column)
        self.client.cookies = SimpleCookie({"sessionid": session} if session else None)
        data = dict(row.data(place)) if row.data else {}
        send = self.client.post if row.method == POST else self.client.get
        with transaction.atomic():
            response = send(path, data)
            response.getvalue()  # to its end: a file is closed by being read
            transaction.set_rollback(True)
        return SIGN_IN if to_sign_in(response) else str(response.status_code)


def to_sign_in(response: HttpResponseBase) -> bool:
    """Whether the answer sends one to a sign-in page."""
    location = urlsplit(response.headers.get("Location", "")).path
    return location in {reverse("account_login"), reverse("admin:login")}


def key(address: Address) -> str:
    """What rows call a route: its name; the admin's nameless ones by their address."""
    return address.name + address.route if address.name.endswith(":") else address.name


def matches(row: Row, address: Address, method: str) -> bool:
    """Whether the row is about that route and method."""
    return row.method == method and fnmatchcase(key(address), row.route)


def filled(address: Address, place: Place, row: Row) -> str:
    """The path with its gaps filled by what the row is about; the admin's by the first object."""
    if row.path:
        return "/" + row.path
    values = iter(place[row.on] if row.on else first_object(address))
    return "/" + GAP.sub(lambda _gap: str(next(values)), address.route)


def first_object(address: Address) -> list[object]:
    """Some object of the model that a page of the admin is about."""
    parts = address.route.split("/")
    if parts[0] != "admin" or "object_id" not in address.route:
        return []
    found = apps.get_model(parts[1], parts[2])._default_manager.order_by("pk").first()
    return [found.pk if found else 0]
