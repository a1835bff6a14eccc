"""Run every benchmark, or those named: `python -m benchmarks [name …]`.

A benchmark is a module of this package that can be run; it prints what it likes and ends with
one line of JSON: its figures, and ratios to a baseline measured in the same run. Each runs in a
process and a folder of its own, so that none finds what another left.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def main() -> None:
    """Run them one after another; fail when one fails."""
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    wanted = sys.argv[1:] or known
    if unknown := sorted(set(wanted) - set(known)):
        sys.exit(f"No benchmark {', '.join(unknown)}. There are: {', '.join(known) or 'none yet'}.")
    failed = [name for name in wanted if not passes(name)]
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


def passes(name: str) -> bool:
    """Run one, showing what it prints; its last line must be a JSON object."""
    print(f"=== {name}", flush=True)
    with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", f"benchmarks.{name}"],
            cwd=FOLDER.parent,
            env=environment(Path(folder)),
            stdout=subprocess.PIPE,
            text=True,
        )
        last = ""
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
        code = process.wait()
    if code == 0 and not figures(last):
        print(f"{name}: the last line is not a JSON object", file=sys.stderr)
        return False
    return code == 0


def environment(folder: Path) -> dict[str, str]:
    """An empty SQLite database and an empty media folder, unless DATABASE_URL names another."""
    own = {
        "DJANGO_SETTINGS_MODULE": "council_portal.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'bench.sqlite3'}",
        "MEDIA_ROOT": str(folder / "media"),
        "BENCH_FOLDER": str(folder),
    }
    return own | os.environ


def figures(line: str) -> bool:
    """Whether the line is what every benchmark ends with."""
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


if __name__ == "__main__":
    main()
