"""What the environment says, as Python values: the only place that parses it."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE = {
    # DEFERRED, the default, locks two writers out of each other; see docs.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # A ballot acknowledged is a ballot on the disk: synchronous=FULL.
    # INSERT OR REPLACE goes past delete triggers unless they are recursive.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
    ),
}


def text(name: str, default: str = "") -> str:
    """The variable, without surrounding space."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """True for 1, true, yes and on."""
    return text(name).lower() in {"1", "true", "yes", "on"}


def words(name: str) -> list[str]:
    """A list separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """A folder named by the variable."""
    return Path(text(name) or default).resolve()


def secret_key(var: Path) -> str:
    """SECRET_KEY, or a key drawn once for this machine and kept out of the repository."""
    if key := text("SECRET_KEY"):
        return key
    kept = var / "secret-key"
    try:
        if not kept.exists():
            var.mkdir(parents=True, exist_ok=True)
            draft = var / f"secret-key.{os.getpid()}"
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(64))
            draft.replace(kept)
        return kept.read_text()
    except OSError as error:
        raise ImproperlyConfigured(f"Set SECRET_KEY: {kept} cannot be kept ({error}).") from error


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///path`, `postgres://user:password@host:port/name?option=…`.

    Three slashes name a path relative to the working directory, four an absolute one;
    `postgres:///name?host=/run/postgresql` goes through a socket.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": SQLITE | options}
    if parts.scheme in {"postgres", "postgresql"}:
        # `?prepare_threshold=never` behind a pool that gives every transaction another connection.
        threshold = options.pop("prepare_threshold", "5")
        options["prepare_threshold"] = None if threshold == "never" else int(threshold)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
            "PORT": str(parts.port or options.pop("port", "")),
            "OPTIONS": options,
            # A new connection for each request costs six to ten times the throughput.
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL begins with sqlite:/// or postgres://, not {parts.scheme}://"
    )
