from .appointment import AppointmentForm
from .delegation import DelegationForm
from .granting import GrantForm, RevokeForm, kinds
from .organisation import Differing, OrganisationForm, differing

__all__ = [
    "AppointmentForm",
    "DelegationForm",
    "Differing",
    "GrantForm",
    "OrganisationForm",
    "RevokeForm",
    "differing",
    "kinds",
]
