from minutes.forms.acts import ReturnForm, SignForm
from minutes.forms.text import TextForm

__all__ = ["ReturnForm", "SignForm", "TextForm"]
