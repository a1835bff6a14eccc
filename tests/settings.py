"""The portal's settings as tests see them: nothing leaves the process, nothing waits."""

import os
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "tests have nothing to hide")
# Playwright keeps an event loop in the test's thread, which Django takes for async code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from council_portal.settings import *  # noqa: E402, F403
from council_portal.settings import MEDIA_ROOT, STORAGES, VAR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Every test gets a folder of its own; a file written outside one would land here.
MEDIA_ROOT = Path(VAR) / "test-media"
WHITENOISE_AUTOREFRESH = True
