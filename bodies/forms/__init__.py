from .act import ActFields, day_field
from .appointment import AppointmentForm
from .delegation import DelegationForm
from .handover import HandoverForm
from .leaving import LeavingForm, ResignationForm
from .person import NAMES, PersonFields

__all__ = [
    "NAMES",
    "ActFields",
    "AppointmentForm",
    "DelegationForm",
    "HandoverForm",
    "LeavingForm",
    "PersonFields",
    "ResignationForm",
    "day_field",
]
