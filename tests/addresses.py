"""Every address of the portal, flattened: its name, its room, its view."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.source import ROOMS


@dataclass(frozen=True)
class Address:
    """One route. `room` is the room whose urls.py declares it, or "" for a package's."""

    name: str
    route: str
    room: str
    view: Callable[..., Any]

    @property
    def public(self) -> bool:
        """Whether it may be opened without signing in."""
        return not getattr(self.view, "login_required", True)


def every() -> list[Address]:
    """All routes, in the order Django tries them."""
    return list(walk(get_resolver(), "", "", "council_portal"))


def walk(resolver: URLResolver, prefix: str, space: str, room: str) -> Iterator[Address]:
    """The routes under one include()."""
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern, route, inner, room_of(pattern, room))
        elif isinstance(pattern, URLPattern):
            yield Address(space + (pattern.name or ""), route, room, pattern.callback)


def room_of(resolver: URLResolver, outer: str) -> str:
    """The room of an included module; a list of patterns stays in the room that includes it."""
    module = getattr(resolver.urlconf_module, "__name__", None)
    if module is None:
        return "" if resolver.namespace else outer
    first = module.partition(".")[0]
    return first if first in ROOMS else ""
