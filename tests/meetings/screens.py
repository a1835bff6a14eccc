"""Addresses of this room's screens."""

from django.urls import reverse


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)
