from .act import (
    ActFields,
    day_field,
)
from .appointment import (
    AppointmentForm,
)
from .delegation import (
    DelegationForm,
)
from .granting import (
    GrantForm,
    RevokeForm,
    kinds,
)
from .handover import (
    HandoverForm,
)
from .leaving import (
    LeavingForm,
    ResignationForm,
)
from .organisation import (
    Differing,
    OrganisationForm,
    differing,
)
from .person import (
    NAMES,
    PersonFields,
    PersonForm,
)
from .roster import (
    RosterForm,
)

__all__ = [
    "NAMES",
    "ActFields",
    "AppointmentForm",
    "DelegationForm",
    "Differing",
    "GrantForm",
    "HandoverForm",
    "LeavingForm",
    "OrganisationForm",
    "PersonFields",
    "PersonForm",
    "ResignationForm",
    "RevokeForm",
    "RosterForm",
    "day_field",
    "differing",
    "kinds",
]
