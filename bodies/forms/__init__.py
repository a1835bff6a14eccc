from .appointment import AppointmentForm
from .delegation import DelegationForm
from .granting import GrantForm, RevokeForm, kinds
from .handover import HandoverForm
from .leaving import LeavingForm, ResignationForm
from .organisation import Differing, OrganisationForm, differing
from .roster import RosterForm

__all__ = [
    "AppointmentForm",
    "DelegationForm",
    "Differing",
    "GrantForm",
    "HandoverForm",
    "LeavingForm",
    "OrganisationForm",
    "ResignationForm",
    "RevokeForm",
    "RosterForm",
    "differing",
    "kinds",
]
