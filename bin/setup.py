"""Make the virtual environment what the lock says: `python3 bin/setup.py [base|dev]`.

Standard library only: this runs before anything is installed. Does nothing when the
environment already matches the lock.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import machine

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "lock"
OLDEST = (3, 11)


def main() -> None:
    """Check the interpreter and the machine, then synchronise packages."""
    if sys.version_info < OLDEST:
        sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …")
    wanted = sys.argv[1] if len(sys.argv) > 1 else "base"
    machine.provide(machine.PORTAL + (machine.TESTS if wanted == "dev" else []))
    synchronise(wanted)


def synchronise(wanted: str) -> None:
    """Install exactly the locked packages, by hash; development's lock contains the other."""
    current = STAMP.read_text().split() if STAMP.exists() and PYTHON.exists() else []
    if current in (fingerprint(wanted), fingerprint("dev")):
        return
    create()
    print("Installing packages …", flush=True)
    # Compiled once here and not by every process, which some machines forbid to keep what it compiles.
    uv = [str(VENV / "bin" / "uv"), "pip", "sync", "--quiet", "--require-hashes",
          "--compile-bytecode"]  # fmt: skip
    done = subprocess.run(
        [*uv, "--python", str(PYTHON), str(HOME / "requirements" / f"{wanted}.txt")],
        check=False,
        env=os.environ | {"VIRTUAL_ENV": str(VENV)},
    )
    if done.returncode:
        sys.exit("The packages could not be installed: is the package index in reach?")
    STAMP.write_text(" ".join(fingerprint(wanted)))


def fingerprint(name: str) -> list[str]:
    """The lock by name and by content."""
    content = (HOME / "requirements" / f"{name}.txt").read_bytes()
    return [name, hashlib.sha256(content).hexdigest()]


def create() -> None:
    """A virtual environment with uv in it."""
    if not (PYTHON.exists() and (VENV / "bin" / "pip").exists()):
        print("Creating .venv …", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        # Debian ships venv without the part that installs pip, and only says so at this point.
        made = subprocess.run(
            [sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True
        )
        if made.returncode:
            shutil.rmtree(VENV, ignore_errors=True)
            package = f"python3.{sys.version_info.minor}-venv"
            machine.provide([machine.Part("virtual environments", package, has_ensurepip)])
            subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    if not (VENV / "bin" / "uv").exists():
        tools = HOME / "requirements" / "tools.txt"
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*pip, "--require-hashes", "-r", str(tools)], check=False).returncode:
            sys.exit("uv could not be installed: is the package index in reach?")


def has_ensurepip() -> bool:
    """Whether this Python can make virtual environments."""
    able = subprocess.run([sys.executable, "-m", "ensurepip", "--version"], check=False)
    return able.returncode == 0


if __name__ == "__main__":
    main()
