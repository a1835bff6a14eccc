"""Run the tests: `make check` is the fast inner loop, `make test` is everything.

Every part runs whatever the others did; the end tells which failed, and fails if one did.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import postgres
import steps

BINARIES = Path(sys.executable).parent
PARALLEL = ["-n", str(min(os.cpu_count() or 1, 4)), "--durations=20"]
PRODUCTION = {
    "PORTAL_ADDRESS": "https://portal.example.org",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "DEBUG": "",
    "PORTAL_DEMO": "",
}


@dataclass
class Run:
    """What was run, how long it took, whether it passed."""

    results: list[tuple[str, float, bool]] = field(default_factory=list)

    def part(self, name: str, *command: str, **environment: str) -> None:
        """One part; `environment` is added to ours."""
        print(f"\n=== {name}", flush=True)
        begun = time.monotonic()
        done = subprocess.run(
            [str(BINARIES / command[0]), *command[1:]],
            check=False,
            cwd=steps.HOME,
            env=os.environ | environment,
        )
        self.results.append((name, time.monotonic() - begun, done.returncode == 0))

    def end(self) -> None:
        """The table, and the exit code."""
        print()
        for name, seconds, passed in self.results:
            print(f"{'passed' if passed else 'FAILED'}  {seconds:6.1f} s  {name}")
        sys.exit(0 if all(passed for *_, passed in self.results) else 1)


def still_parts(run: Run) -> None:
    """What reads the code without running it."""
    run.part("lint", "ruff", "check", "--quiet", ".")
    run.part("format", "ruff", "format", "--check", "--quiet", ".")
    if any(steps.HOME.glob("templates/**/*.html")):
        run.part("templates", "djlint", "--lint", "--quiet", "templates")
    run.part("types", "mypy")
    run.part("imports", "lint-imports")
    run.part("migrations", "python", "manage.py", "makemigrations", "--check", "--dry-run")
    run.part(
        "deployment", "python", "-W", "error", "manage.py", "check", "--deploy",
        "--fail-level", "WARNING", **PRODUCTION,
    )  # fmt: skip


def main() -> None:
    """`fast` leaves out PostgreSQL, the browser and what asks everything of all."""
    # Told to end, we still stop the server we started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    steps.run(steps.translations())
    steps.run(steps.fonts())
    run = Run()
    sqlite = {"DATABASE_URL": f"sqlite:///{steps.VAR / 'db.sqlite3'}"}
    still_parts(run)
    if "fast" in sys.argv[1:]:
        quick = ["-m", "not browser and not thorough and not matrix"]
        run.part("tests on SQLite", "pytest", "-q", *PARALLEL, *quick, **sqlite)
    else:
        # Hostile input is tried once, on the engine that serves the many; who may what, once too.
        # The smoke journey is what comes to SQLite by way of every migration.
        ours = ["-m", "not browser and not thorough", "--nomigrations"]
        run.part("tests on SQLite", "pytest", "-q", *PARALLEL, *ours, **sqlite)
        # Screens and files ask little of an engine; rules, rows and races much.
        once = ("accounts", "archive", "council_portal", "test_access_matrix.py",
                "meetings/test_transitions.py")  # fmt: skip
        theirs = [f"--ignore=tests/{name}" for name in once] + ["--ignore-glob=*views.py"]
        with postgres.server() as address:
            run.part(
                "tests on PostgreSQL", "pytest", "-q", *PARALLEL, "--create-db", "--reuse-db",
                *theirs, DATABASE_URL=address, PORTAL_TEST_ONLY_DATABASE="1",
            )  # fmt: skip
            run.part(
                "browser on PostgreSQL", "pytest", "-q", *PARALLEL, "--maxschedchunk=1",
                "--reuse-db", "-m", "browser", "tests/browser", DATABASE_URL=address,
            )  # fmt: skip
        run.part(
            "browser smoke on SQLite", "pytest", "-q", "-m", "browser and smoke",
            "tests/browser", PORTAL_TEST_ON_DISK="1", **sqlite,
        )  # fmt: skip
    run.end()


if __name__ == "__main__":
    main()
