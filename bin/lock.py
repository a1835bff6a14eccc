"""Lock the dependencies with hashes and without addresses: `make lock [UPGRADE=1]`."""

import os
import subprocess
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


def main() -> None:
    """Compile each .in file into its .txt file."""
    upgrade = ["--upgrade"] if os.environ.get("UPGRADE") else []
    for name in ("tools", "base", "dev"):
        subprocess.run(
            [
                str(HOME / ".venv" / "bin" / "uv"), "pip", "compile", "--quiet", *upgrade,
                "--universal", "--generate-hashes", "--no-header", "--no-annotate",
                "--no-emit-index-url", "--no-emit-find-links", "--python-version", "3.11",
                f"requirements/{name}.in", "-o", f"requirements/{name}.txt",
            ],
            check=True,
            cwd=HOME,
        )  # fmt: skip


if __name__ == "__main__":
    main()
