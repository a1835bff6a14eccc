from minutes.forms.acts import DissentForm, ReturnForm, SignForm
from minutes.forms.text import TextForm

__all__ = ["DissentForm", "ReturnForm", "SignForm", "TextForm"]
