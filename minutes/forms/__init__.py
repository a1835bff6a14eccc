from minutes.forms.acts import DissentForm, ReturnForm, SignForm
from minutes.forms.copies import AgainForm, CopyFilter, HandOverForm, RecipientForm
from minutes.forms.review import ReviewFilter, ReviewForm
from minutes.forms.text import TextForm

__all__ = [
    "AgainForm",
    "CopyFilter",
    "DissentForm",
    "HandOverForm",
    "RecipientForm",
    "ReturnForm",
    "ReviewFilter",
    "ReviewForm",
    "SignForm",
    "TextForm",
]
