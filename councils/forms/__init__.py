"""What the Council, the Centre and the ministry are asked for."""

from .removals import (
    ExecutionForm,
    RemovalFilter,
    RemovalForm,
    RemovalWithdrawalForm,
    StatementForm,
)

__all__ = [
    "ExecutionForm",
    "RemovalFilter",
    "RemovalForm",
    "RemovalWithdrawalForm",
    "StatementForm",
]
