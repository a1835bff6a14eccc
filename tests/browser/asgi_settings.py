"""Tests' settings for a server in a process of its own; what takes half a minute takes a moment."""

from tests.settings import *  # noqa: F403

LIVE_BEAT = 0.5
LIVE_POLL = 0.3
LIVE_RECHECK = 0.5
LIVE_SAY = 2.0
