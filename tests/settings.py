"""The portal's settings as tests see them: nothing leaves the process, nothing waits."""

import os

os.environ.setdefault("SECRET_KEY", "tests have nothing to hide")
# Playwright keeps an event loop in the test's thread, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from council_portal import environment
from council_portal import settings as portal
from council_portal.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = portal.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The test server finds static files in the source.
MIDDLEWARE = [name for name in portal.MIDDLEWARE if not name.startswith("whitenoise.")]

if environment.flag("PORTAL_TEST_ON_DISK"):
    # A browser needs several connections to one database, which memory cannot give.
    portal.VAR.mkdir(parents=True, exist_ok=True)
    DATABASES = {
        "default": portal.DATABASES["default"]
        | {"TEST": {"NAME": str(portal.VAR / "test.sqlite3")}}
    }
elif portal.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # The threads of one process share a database in memory, and with it the locks of its tables:
    # whoever reads in one thread does not keep another from writing.
    portal.DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA read_uncommitted=ON;"
