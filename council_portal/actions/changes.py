"""A change of composition decided; whoever stands behind it in a room above is told.

`bodies` knows neither nominations nor removals: here its act and theirs are one.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

import associations.actions as associations
import councils.actions as councils
from accounts.models import User
from bodies import actions as bodies
from bodies.models import CompositionChange


@transaction.atomic
def confirm_change(change: CompositionChange, *, by: User, at: datetime) -> None:
    """Confirm it (F5); an end cancels what was scheduled. Raises what `bodies.actions.confirm` does."""
    associations.confirm_change(change, by=by, at=at)
    _tell(change)


@transaction.atomic
def decline_change(change: CompositionChange, *, by: User, at: datetime, reason: str) -> None:
    """Decline it with a reason. Raises what `bodies.actions.decline` does."""
    bodies.decline(change, by=by, at=at, reason=reason)
    _tell(change)


@transaction.atomic
def withdraw_change(change: CompositionChange, *, by: User, at: datetime) -> None:
    """Withdraw it. Raises what `bodies.actions.withdraw` does."""
    bodies.withdraw(change, by=by, at=at)
    _tell(change)


@transaction.atomic
def undo_change(change: CompositionChange, *, by: User, at: datetime, reason: str) -> None:
    """Take it back. Raises what `bodies.actions.undo` does."""
    bodies.undo(change, by=by, at=at, reason=reason)
    _tell(change)


def _tell(change: CompositionChange) -> None:
    associations.tell_of_decision(change)
    councils.tell_of_decision(change)
