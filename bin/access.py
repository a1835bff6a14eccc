"""Who may do what: writes docs/reference/access.md from the rows of the access matrix test.

`make access` writes the page; a test compares it with what is committed.
"""

import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
PAGE = HOME / "docs" / "reference" / "access.md"
sys.path.insert(0, str(HOME))

from tests.access.matrix import SHEETS  # noqa: E402
from tests.access.rows import Row  # noqa: E402

HEAD = """# Who gets which answer

Written by `make access` from `tests/access/matrix/`, which `tests/test_access_matrix.py` asks the
portal row by row. A new route without a row, and a row without a route, fail that test.

Columns: ADM administrator; RC, RD, RS, RM chair, deputy, secretary, member of the Council; CTR the
Centre; MIN ministry reviewer; UC, UD, US, UM chair, deputy, secretary, member of an association;
SH, SM head and member of one of its sections; HEI representative of an institution; PUB the public.
`R*`, `U*`, `S*` are all of that letter, `*` everybody who has signed in.

- 200 the page, or the form again; 302 done, and on to the next page.
- 403 may know of it and not do it; 409 the act is refused by a rule, in words.
- Whoever is not named gets 404: may not even know.
- PUB is sent to the sign-in page unless the row says otherwise.
- In a foreign association ADM, R\\*, CTR and MIN get the answers of the column *Association*;
  U\\*, S\\* and HEI get 404.

*On* names the step at which the meeting, item, vote or minutes of the request stand
(`tests/access/world.py`).
"""
NOTES = """
## Where the regulation's matrix of roles says more

- Bodies, organisations and fields may be read by everybody; the portal shows bodies to their own
  people, to those above them and to the administrator, the Centre and the ministry. A public
  directory comes with the public pages.
- A section's head prepares items for the association and draws up the section's minutes; here the
  section's own secretary does the latter, and the former waits for the sections' screens.
- An institution's representative reads copies addressed to it; copies are not sent yet.
- Acts that have no screen yet have no row: copies, review, plans, instructions, inquiries.
"""
COLUMNS = "| Request | On | Action | Council | Association | Section | PUB |\n|---|---|---|---|---|---|---|\n"
PLAIN = "| Request | Answers | PUB |\n|---|---|---|\n"


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page())


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for title, rows in SHEETS.items():
        parts.append(f"\n## {title}\n")
        plain = [row for row in rows if not row.on]
        bound = [row for row in rows if row.on]
        if plain:
            parts.append("\n" + PLAIN + "".join(map(plain_line, plain)))
        if bound:
            parts.append("\n" + COLUMNS + "".join(map(line, bound)))
    return "".join(parts) + NOTES


def plain_line(row: Row) -> str:
    """A route that is the same for every body."""
    return f"| {request(row)} | {cell(row.everywhere)} | {row.public} |\n"


def line(row: Row) -> str:
    """A route on something of a body."""
    cells = [row.everywhere] * 3 if row.everywhere else [row.council, row.association, row.section]
    answers = " | ".join(map(cell, cells))
    return f"| {request(row)} | {row.on} | {row.action} | {answers} | {row.public} |\n"


def request(row: Row) -> str:
    """Method and name."""
    return f"{row.method} `{row.route}`"


def cell(text: str) -> str:
    """As Markdown takes it; an empty cell says so."""
    return text.replace("*", "\\*") or "—"


if __name__ == "__main__":
    main()
