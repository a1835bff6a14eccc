"""Which tests hold which clause: writes docs/regulation/clauses.md from tests/regulation/.

`make clauses` writes the page; a test compares it with what is committed.
"""

import ast
import re
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
TESTS = HOME / "tests" / "regulation"
PAGE = HOME / "docs" / "regulation" / "clauses.md"

CLAUSES = {
    1: "The act the regulation rests on; its text",
    2: "The Council leads the associations; it advises",
    3: "Associations are created in organisations of higher education",
    4: "Associations are no legal entities; the base institution pays",
    5: "What associations work towards",
    6: "The Council manages the associations",
    7: "The ministry is the Council's working body",
    8: "Who conducts a meeting of the Council",
    9: "The Council meets at least twice a year",
    10: "Council decisions: two thirds, open vote, simple majority, the chair's vote on a tie",
    11: "Council minutes, signed by the person presiding and the secretary",
    12: "The Centre organises meetings and keeps the records",
    13: "What the Council works on",
    14: "Rights of the Council",
    15: "Composition of an association and how it is confirmed",
    16: "Sections",
    17: "The work plan of the academic year",
    18: "Agenda: prior consent of the members, approval by the chair",
    19: "Who conducts a meeting of an association",
    20: "Association decisions: two thirds, majority, tie, online and absentee votes",
    21: "Association minutes, signed by the chair and the secretary",
    22: "Copies of a decision",
    23: "The secretaries keep the records",
    24: "What the secretary does",
    25: "What an association works on",
    26: "Rights of an association",
    27: "Rights of its members",
    28: "What an association answers for",
    29: "Dissolution only by order of the Minister",
}
# What a clause still asks for and the portal does not do; the line goes with the gap.
NOT_BUILT = {
    2: "instructions of the Council to an association (REQ-68)",
    5: "the directions on items of work plans and on proposals",
    7: "review of minutes and decisions (REQ-45)",
    13: "work plans agreed (13.10), proposals",
    14: "requests (14.1), working groups (14.2), events (14.3)",
    16: "proposal by the association and approval by the Council (REQ-47 to REQ-49)",
    17: "work plans of the academic year (REQ-50 to REQ-53)",
    22: "copies to the ministry and the institutions, and their receipt (REQ-43, REQ-44)",
    24: "inquiries and their answers (REQ-64), correspondence with the ministry (REQ-66)",
    25: "proposals, expert examination (25.5), monitoring of resources (25.4), interaction (25.1)",
    26: "proposals (26.1), requests (26.2), working groups (26.3), events (26.4)",
    27: "requests of members (27.2)",
}
HEAD = """# Clauses and the tests that hold them

Written by `make clauses` from `tests/regulation/`. A clause without a test is a gap; what a clause
still asks for stands beside it.

| Clause | What it settles | Tests | Not built yet |
|---|---|---|---|
"""


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page())


def page() -> str:
    """The whole page."""
    held = sentences()
    counts = {clause: len(held.get(clause, [])) for clause in CLAUSES}
    gaps = [str(clause) for clause, count in counts.items() if not count]
    rows = [
        f"| {clause} | {title} | {counts[clause] or '**none**'} | {NOT_BUILT.get(clause, '')} |"
        for clause, title in CLAUSES.items()
    ]
    parts = [HEAD + "\n".join(rows) + "\n"]
    parts.append(
        f"\n{sum(counts.values())} tests, {len(CLAUSES) - len(gaps)} of {len(CLAUSES)} clauses."
        + (f" Gaps: {', '.join(gaps)}." if gaps else "")
        + "\n"
    )
    for clause, title in CLAUSES.items():
        lines = "".join(f"- {sentence}\n" for sentence in held.get(clause, []))
        if clause in NOT_BUILT:
            lines += f"- **Not built yet:** {NOT_BUILT[clause]}\n"
        parts.append(f"\n## {clause}. {title}\n\n{lines}")
    return "".join(parts)


def sentences() -> dict[int, list[str]]:
    """For each clause, what its tests say, in the order of the files."""
    held: dict[int, list[str]] = {}
    for path in sorted(TESTS.glob("test_[0-9][0-9]_*.py")):
        clause = int(path.name[5:7])
        tree = ast.parse(path.read_text())
        held.setdefault(clause, []).extend(
            f"{sentence(node)} ([`{path.name}`](../../tests/regulation/{path.name}))"
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        )
    return held


def sentence(test: ast.FunctionDef) -> str:
    """The first line of the docstring, or the name read as words, with the point it tests."""
    name = re.fullmatch(r"test_(\d+)((?:_\d+)*)_(.+)", test.name)
    point = f"{name[1]}{name[2].replace('_', '.')}: " if name and name[2] else ""
    text = (ast.get_docstring(test) or "").partition("\n")[0].strip()
    if not text:
        text = (name[3] if name else test.name.removeprefix("test_")).replace("_", " ")
    return point + text[:1].upper() + text[1:].rstrip(".")


if __name__ == "__main__":
    main()
