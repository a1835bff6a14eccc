"""Acts of the front door: what one room does and several others have to tell of."""

from .changes import confirm_change, decline_change, undo_change, withdraw_change

__all__ = ["confirm_change", "decline_change", "undo_change", "withdraw_change"]
