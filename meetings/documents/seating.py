"""Where the seats of a hemicycle stand, and how far round a ring a number reaches.

Whole units of a drawing, so that a page can print them in any language.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, pi, sin

WIDTH, HEIGHT = 1200, 560
CENTRE = (600, 500)
INNER, OUTER = 210, 460
FIRST_DEGREE, LAST_DEGREE = 4, 176
ROWS = ((8, 1), (14, 2), (34, 3), (70, 4))
MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """The middle of one seat."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Hemicycle:
    """Places from left to right, row by row as an audience reads them, and half a seat's width."""

    places: tuple[Place, ...]
    radius: int


def hemicycle(seats: int) -> Hemicycle:
    """Seats in rows round the presiding table; every row gets its share of the length."""
    if seats < 1:
        return Hemicycle((), 0)
    rows = next((rows for most, rows in ROWS if seats <= most), MOST_ROWS)
    radii = _radii(rows)
    counts = _shares(seats, radii)
    placed = [
        (degree, radius)
        for radius, count in zip(radii, counts, strict=True)
        for degree in _degrees(count)
    ]
    # From left to right: neighbours on the roll sit near each other.
    placed.sort(key=lambda seat: (-seat[0], seat[1]))
    return Hemicycle(
        tuple(_place(degree, radius) for degree, radius in placed), _radius(radii, counts)
    )


def _radii(rows: int) -> list[int]:
    if rows == 1:
        return [(INNER + OUTER) // 2]
    return [INNER + (OUTER - INNER) * row // (rows - 1) for row in range(rows)]


def _shares(seats: int, radii: list[int]) -> list[int]:
    counts = [seats * radius // sum(radii) for radius in radii]
    for row in range(seats - sum(counts)):
        counts[-1 - row] += 1
    return counts


def _degrees(count: int) -> list[int]:
    if count == 1:
        return [90]
    span = LAST_DEGREE - FIRST_DEGREE
    return [LAST_DEGREE - span * seat // (count - 1) for seat in range(count)]


def _place(degree: int, radius: int) -> Place:
    angle = pi * degree / 180
    return Place(round(CENTRE[0] + radius * cos(angle)), round(CENTRE[1] - radius * sin(angle)))


def _radius(radii: list[int], counts: list[int]) -> int:
    """As large as neither the neighbour nor the row behind is touched."""
    apart = [
        radius * (LAST_DEGREE - FIRST_DEGREE) * 314 // (180 * 100 * (count - 1))
        for radius, count in zip(radii, counts, strict=True)
        if count > 1
    ]
    behind = (OUTER - INNER) // (len(radii) - 1) if len(radii) > 1 else OUTER - INNER
    return max(8, min([40, behind * 36 // 100, *(gap * 36 // 100 for gap in apart)]))


def turned(part: int, whole: int) -> int:
    """How many degrees round a full ring `part` of `whole` reaches; at most once round."""
    return min(360, ceil(360 * part / whole)) if whole else 0
