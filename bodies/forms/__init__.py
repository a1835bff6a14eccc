from .appointment import AppointmentForm
from .delegation import DelegationForm

__all__ = ["AppointmentForm", "DelegationForm"]
