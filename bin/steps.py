"""What the portal is made from before it serves or is tested; each step is skipped when done.

A step is done when the files it reads are those it read last time and what it makes is there.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("PORTAL_VAR") or HOME / "var").resolve()
ROOMS = (
    "accounts", "records", "bodies", "meetings", "minutes", "cases", "associations", "councils",
    "council_portal",
)  # fmt: skip
DONE = VAR / "steps.json"
CATALOGUES = (
    "locale/*/LC_MESSAGES/*.po",
    "council_portal/formats/catalogue/*/LC_MESSAGES/*.po",
)


@dataclass(frozen=True)
class Step:
    """One command with the files it reads and the files that prove it ran."""

    name: str
    says: str
    command: Sequence[str]
    reads: Sequence[str]
    makes: Sequence[Path]

    def fingerprint(self) -> str:
        """Names, sizes and times of everything the step reads."""
        digest = hashlib.sha256(repr(self.command).encode())
        for path in sorted(found(self.reads)):
            status = path.stat()
            digest.update(f"{path}:{status.st_size}:{status.st_mtime_ns}\n".encode())
        return digest.hexdigest()


def found(patterns: Iterable[str]) -> set[Path]:
    """The files under the project that match."""
    return {path for pattern in patterns for path in HOME.glob(pattern) if path.is_file()}


def manage(*words: str) -> list[str]:
    """A management command with this Python."""
    return [sys.executable, str(HOME / "manage.py"), *words]


def translations() -> Step:
    """Compiled catalogues, one beside each .po file."""
    return Step(
        name="translations",
        says="Compiling translations",
        command=manage("compilemessages", "--ignore=.venv", "--ignore=var", "--verbosity=0"),
        reads=list(CATALOGUES),
        makes=[path.with_suffix(".mo") for path in found(CATALOGUES)],
    )


def fonts() -> Step:
    """Web fonts cut from the packaged ones."""
    return Step(
        name="fonts",
        says="Cutting fonts",
        command=manage("build_fonts", "--verbosity=0"),
        reads=["council_portal/management/commands/build_fonts.py", ".venv/lock"],
        makes=[VAR / "fonts" / f"{name}.woff2" for name in ("Onest", "Literata")],
    )


def static() -> Step:
    """Static files under the names browsers may keep for ever."""
    return Step(
        name="static",
        says="Collecting static files",
        command=manage("collectstatic", "--noinput", "--clear", "--verbosity=0"),
        reads=["static/**/*", "var/fonts/*", ".venv/lock"],
        makes=[VAR / "static" / "staticfiles.json"],
    )


def migration(name: str, made: Path) -> Step:
    """A database with today's tables and triggers."""
    return Step(
        name=f"migrate {name}",
        says="Preparing the database",
        command=manage("migrate", "--noinput", "--verbosity=0"),
        reads=["*/migrations/*.py", "*/triggers.py", "*/triggers/*.py", "*/apps.py", ".venv/lock"],
        makes=[made],
    )


def run(step: Step, environment: dict[str, str] | None = None) -> bool:
    """Do the step unless it is done; True when something ran."""
    done = json.loads(DONE.read_text()) if DONE.exists() else {}
    if done.get(step.name) == step.fingerprint() and all(path.exists() for path in step.makes):
        return False
    print(f"{step.says} …", flush=True)
    finished = subprocess.run(
        step.command, check=False, cwd=HOME, env=os.environ | (environment or {})
    )
    if finished.returncode:
        sys.exit(f"{step.says}: failed")
    DONE.parent.mkdir(parents=True, exist_ok=True)
    DONE.write_text(json.dumps(done | {step.name: step.fingerprint()}, indent=1))
    return True
