"""The colours of both themes are read by everybody: WCAG 2.2, 1.4.3 and 1.4.11."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parent.parent / "static/css/tokens.css"

TEXT = [
    *[(ink, paper) for ink in ("ink", "muted", "primary") for paper in ("bg", "surface", "raised")],
    *[(kind, f"{kind}-bg") for kind in ("for", "against", "abstain", "warn")],
    *[(kind, paper) for kind in ("for", "against", "warn") for paper in ("bg", "surface")],
    ("primary-strong", "tint"),
    ("ink", "tint"),
    ("ink", "warn-bg"),
    ("ink", "against-bg"),
    ("ink", "for-bg"),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-mark", "for"),
    ("on-mark", "against"),
    ("on-cover", "cover"),
]
EDGES = [("border", "bg"), ("border", "surface"), ("primary", "bg"), ("abstain", "surface")]


def themes() -> dict[str, dict[str, str]]:
    css = TOKENS.read_text("utf-8")
    blocks = {
        "light": re.search(r':root, \[data-theme="light"\] \{(.*?)\}', css, re.DOTALL),
        "dark by the system": re.search(r":root:not\(\[data-theme\]\) \{(.*?)\}", css, re.DOTALL),
        "dark by the page": re.search(r'\n  \[data-theme="dark"\] \{(.*?)\}', css, re.DOTALL),
    }
    return {
        name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})", block[1]))
        for name, block in blocks.items()
        if block
    }


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark by the system", "dark by the page"])
def test_words_stand_out_four_and_a_half_times_and_edges_three_times(theme: str) -> None:
    colours = themes()[theme]

    faint = [pair for pair in TEXT if ratio(colours[pair[0]], colours[pair[1]]) < 4.5]
    faint += [pair for pair in EDGES if ratio(colours[pair[0]], colours[pair[1]]) < 3]

    assert faint == []


def test_the_two_lists_of_dark_colours_are_equal() -> None:
    found = themes()

    assert found["dark by the system"] == found["dark by the page"]
