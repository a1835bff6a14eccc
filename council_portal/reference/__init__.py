"""Reference data: training directions, institutions, authorities, functions, the regulation."""

from .loading import Loaded, load, load_authorities

__all__ = ["Loaded", "load", "load_authorities"]
