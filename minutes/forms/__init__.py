from minutes.forms.acts import DissentForm, ReturnForm, SignForm
from minutes.forms.copies import AgainForm, CopyFilter, HandOverForm, RecipientForm
from minutes.forms.remarks import EndingForm, OpeningForm
from minutes.forms.review import ReviewFilter, ReviewForm
from minutes.forms.text import ProposalForm, TextForm

__all__ = [
    "AgainForm",
    "CopyFilter",
    "DissentForm",
    "EndingForm",
    "HandOverForm",
    "OpeningForm",
    "ProposalForm",
    "RecipientForm",
    "ReturnForm",
    "ReviewFilter",
    "ReviewForm",
    "SignForm",
    "TextForm",
]
