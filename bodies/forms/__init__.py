from .appointment import AppointmentForm

__all__ = ["AppointmentForm"]
