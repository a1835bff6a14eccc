"""The portal's settings, with the bare view beside its addresses."""

from council_portal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks._bare"
