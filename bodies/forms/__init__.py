from .appointment import AppointmentForm
from .delegation import DelegationForm
from .handover import HandoverForm
from .leaving import LeavingForm, ResignationForm
from .roster import RosterForm

__all__ = [
    "AppointmentForm",
    "DelegationForm",
    "HandoverForm",
    "LeavingForm",
    "ResignationForm",
    "RosterForm",
]
