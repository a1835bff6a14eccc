"""The Republican council (РОӘК)."""

from .council import Council

__all__ = ["Council"]
