from accounts.actions.delivery import deliver, deliver_mail
from accounts.actions.invitations import invite, invite_all, send_password_link
from accounts.actions.notifications import notify
from accounts.actions.second_factor import take_second_factor

__all__ = [
    "deliver",
    "deliver_mail",
    "invite",
    "invite_all",
    "notify",
    "send_password_link",
    "take_second_factor",
]
