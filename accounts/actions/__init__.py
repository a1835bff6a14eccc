from accounts.actions.delivery import deliver, deliver_mail
from accounts.actions.invitations import invite, send_password_link
from accounts.actions.notifications import notify

__all__ = ["deliver", "deliver_mail", "invite", "notify", "send_password_link"]
