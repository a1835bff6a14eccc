"""The source as tests of architecture and style read it."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
ROOMS = (  # from the ground up
    "accounts",
    "records",
    "bodies",
    "meetings",
    "minutes",
    "cases",
    "associations",
    "councils",
    "council_portal",
)
TEMPLATES = HOME / "templates"


@cache
def tracked() -> tuple[Path, ...]:
    """Every text file that belongs to the project: known to git, or new and not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=HOME,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = (HOME / name for name in listing.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def python(*, rooms_only: bool = True) -> list[Path]:
    """Python files, migrations left out: those are generated."""
    return [
        path
        for path in tracked()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and (not rooms_only or path.relative_to(HOME).parts[0] in ROOMS)
    ]


def room(path: Path) -> str:
    """The room a source file stands in."""
    return path.relative_to(HOME).parts[0]


def name(path: Path) -> str:
    """The path as messages give it."""
    return str(path.relative_to(HOME))


def part(path: Path, word: str) -> bool:
    """Whether the file is the module, or lies in the package, of that name in its room."""
    return word in {path.stem, *path.relative_to(HOME).parts[1:-1]}


@cache
def tree(path: Path) -> ast.Module:
    """The file, parsed."""
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Every function of the file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def templates() -> list[Path]:
    """Every template."""
    return [path for path in tracked() if TEMPLATES in path.parents]
