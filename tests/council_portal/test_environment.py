"""What the environment says, and that a forgotten variable opens nothing."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from council_portal import environment
from tests.source import HOME


def test_sqlite_takes_relative_and_absolute_paths():
    assert environment.database("sqlite:///var/a.sqlite3")["NAME"] == "var/a.sqlite3"
    assert environment.database("sqlite:////srv/a.sqlite3")["NAME"] == "/srv/a.sqlite3"


def test_sqlite_writers_queue_and_replace_fires_triggers():
    options = environment.database("sqlite:///a")["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "recursive_triggers=ON" in options["init_command"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_by_host(scheme):
    settings = environment.database(
        f"{scheme}://user:p%40ss@db.example:5433/portal?sslmode=require"
    )

    assert (settings["USER"], settings["PASSWORD"]) == ("user", "p@ss")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == (
        "db.example",
        "5433",
        "portal",
    )
    assert settings["OPTIONS"] == {"sslmode": "require", "prepare_threshold": 5}


def test_postgresql_through_a_socket():
    settings = environment.database("postgresql://postgres:@/portal?host=/run/postgresql")

    assert (settings["HOST"], settings["USER"], settings["OPTIONS"]) == (
        "/run/postgresql",
        "postgres",
        {"prepare_threshold": 5},
    )


def test_behind_a_pool_that_shares_connections_nothing_is_prepared():
    settings = environment.database("postgres://pool.example/portal?prepare_threshold=never")

    assert settings["OPTIONS"] == {"prepare_threshold": None}


def test_another_database_is_refused_by_name():
    with pytest.raises(ImproperlyConfigured, match="not mysql://"):
        environment.database("mysql://localhost/portal")


def test_a_key_is_drawn_once_and_kept_from_others(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    first = environment.secret_key(tmp_path)

    assert environment.secret_key(tmp_path) == first
    assert len(first) >= 64
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def settings_of(expression: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A fresh interpreter that reads the settings with these variables and no others of ours."""
    ours = ("DEBUG", "PORTAL_", "ALLOWED_", "DATABASE_URL", "SECRET_KEY", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(
        [sys.executable, "-c", f"from council_portal import settings\nprint({expression})"],
        check=False,
        cwd=HOME,
        env=clean | {"SECRET_KEY": "x" * 64} | variables,
        capture_output=True,
        text=True,
    )


def test_nothing_is_open_when_nothing_is_set():
    shown = settings_of("settings.DEBUG, settings.PORTAL_DEMO, settings.ALLOWED_HOSTS[0]")

    assert shown.stdout.strip() == "False False 127.0.0.1"


def test_an_address_others_reach_must_be_https():
    refused = settings_of("0", PORTAL_ADDRESS="http://portal.example.org")

    assert refused.returncode != 0
    assert "begins with https://" in refused.stderr


def test_https_makes_cookies_secure_and_is_remembered():
    shown = settings_of(
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT,"
        " settings.SECURE_HSTS_SECONDS > 0, settings.ALLOWED_HOSTS",
        PORTAL_ADDRESS="https://portal.example.org",
    )

    assert shown.stdout.strip() == "True True True True ['portal.example.org']"
