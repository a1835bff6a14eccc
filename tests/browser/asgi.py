"""The portal as a demo serves it, with static files from the source."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.browser.asgi_settings")

from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler

from council_portal import asgi

asgi.pages = ASGIStaticFilesHandler(asgi.pages)
application = asgi.application
