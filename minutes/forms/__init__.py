from minutes.forms.acts import DissentForm, ReturnForm, SignForm
from minutes.forms.copies import AgainForm, CopyFilter, HandOverForm, RecipientForm
from minutes.forms.remarks import EndingForm, OpeningForm
from minutes.forms.review import ReviewFilter, ReviewForm
from minutes.forms.text import ProposalForm, TextForm
from minutes.forms.verification import FileForm, NumberForm, ReceiptForm

__all__ = [
    "AgainForm",
    "CopyFilter",
    "DissentForm",
    "EndingForm",
    "FileForm",
    "HandOverForm",
    "NumberForm",
    "OpeningForm",
    "ProposalForm",
    "ReceiptForm",
    "RecipientForm",
    "ReturnForm",
    "ReviewFilter",
    "ReviewForm",
    "SignForm",
    "TextForm",
]
