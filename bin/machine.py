"""What the machine must have before Python packages can work, and how to get it there."""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass


def library(name: str) -> Callable[[], bool]:
    """Whether the shared library loads."""

    def loads() -> bool:
        for candidate in (f"lib{name}", ctypes.util.find_library(name.partition(".so")[0])):
            try:
                if candidate and ctypes.CDLL(candidate):
                    return True
            except OSError:
                continue
        return False

    return loads


def program(*names: str) -> Callable[[], bool]:
    """Whether one of the programs is on the path."""
    return lambda: any(shutil.which(name) for name in names)


@dataclass(frozen=True)
class Part:
    """Something the operating system provides: what it is for, its Debian package, its test."""

    purpose: str
    package: str
    present: Callable[[], bool]


PORTAL = [
    Part("PDF", "libpango-1.0-0", library("pango-1.0.so.0")),
    Part("PDF", "libpangoft2-1.0-0", library("pangoft2-1.0.so.0")),
    Part("PDF", "libharfbuzz-subset0", library("harfbuzz-subset.so.0")),
    Part("translations", "gettext", program("msgfmt")),
]
TESTS = [
    Part("browser tests", "chromium", program("chromium", "chromium-browser", "google-chrome")),
    Part("PDF tests", "poppler-utils", program("pdftotext")),
    Part("signature tests", "openssl", program("openssl")),
]


def provide(parts: list[Part]) -> None:
    """Install what is missing, or say in one line what to install and stop."""
    missing = [part.package for part in parts if not part.present()]
    if not missing:
        return
    line = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if prefix := administrator():
        print(f"Installing {', '.join(missing)} …", flush=True)
        apt = [*prefix[1:], "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        # A stale index is usually good enough to go on with; a failed install is not.
        subprocess.run([*apt, "-qq", "update"], check=False)
        subprocess.run(
            [*apt, "install", "-qq", "-y", "--no-install-recommends", *missing],
            check=False,
            stdout=subprocess.DEVNULL,
        )
    still = [part for part in parts if not part.present()]
    if still:
        needs = ", ".join(f"{part.package} ({part.purpose})" for part in still)
        sys.exit(f"Missing: {needs}. Install with: sudo {line}")


def administrator() -> list[str]:
    """How to run apt-get here: ["root"], ["sudo", "sudo", "-n"], or nothing."""
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        return ["root"]
    if shutil.which("sudo"):
        able = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
        if able.returncode == 0:
            return ["sudo", "sudo", "-n"]
    return []
