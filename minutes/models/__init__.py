"""What was decided, on paper and after."""

from .copy import (
    Copy,
    CopyLetter,
    Receipt,
    Sending,
)
from .correction import (
    CorrectedText,
    Correction,
    CorrectionSignature,
)
from .decision import (
    VOTES_OF_OUTCOME,
    WITH_OUTCOME,
    Decision,
    Extract,
    in_force,
    outcome_in_force,
    those_in_force,
)
from .dissent import (
    DissentingOpinion,
)
from .execution import (
    Execution,
    ExecutionAlert,
    ExecutionEvent,
    ExecutionFile,
)
from .fate import (
    fate_of,
)
from .frozen import (
    FrozenVersion,
)
from .minutes import (
    ItemText,
    Minutes,
)
from .register import (
    RegisteredDocument,
)
from .remarks import (
    DraftReading,
    NoRemarks,
    ProposedChange,
)
from .review import (
    Review,
)
from .signature import (
    Signature,
)

__all__ = [
    "VOTES_OF_OUTCOME",
    "WITH_OUTCOME",
    "Copy",
    "CopyLetter",
    "CorrectedText",
    "Correction",
    "CorrectionSignature",
    "Decision",
    "DissentingOpinion",
    "DraftReading",
    "Execution",
    "ExecutionAlert",
    "ExecutionEvent",
    "ExecutionFile",
    "Extract",
    "FrozenVersion",
    "ItemText",
    "Minutes",
    "NoRemarks",
    "ProposedChange",
    "Receipt",
    "RegisteredDocument",
    "Review",
    "Sending",
    "Signature",
    "fate_of",
    "in_force",
    "outcome_in_force",
    "those_in_force",
]
