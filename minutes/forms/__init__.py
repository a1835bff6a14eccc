from minutes.forms.acts import DissentForm, PaperSignatureForm, ReturnForm, SignForm
from minutes.forms.copies import AgainForm, CopyFilter, HandOverForm, RecipientForm
from minutes.forms.correcting import CorrectionSheet, EditionForm
from minutes.forms.decisions import DecisionFilter
from minutes.forms.execution import (
    AssignForm,
    CancelForm,
    CloseForm,
    ExtendForm,
    ReassignForm,
    ReportForm,
    ReturnReportForm,
)
from minutes.forms.layout import LayoutForm
from minutes.forms.registered import CancelDocumentForm, RegisterFilter, RegisterForm
from minutes.forms.remarks import EndingForm, OpeningForm
from minutes.forms.review import ReviewFilter, ReviewForm
from minutes.forms.text import ProposalForm, TextForm
from minutes.forms.verification import FileForm, NumberForm, ReceiptForm

__all__ = [
    "AgainForm",
    "AssignForm",
    "CancelDocumentForm",
    "CancelForm",
    "CloseForm",
    "CopyFilter",
    "CorrectionSheet",
    "DecisionFilter",
    "DissentForm",
    "EditionForm",
    "EndingForm",
    "ExtendForm",
    "FileForm",
    "HandOverForm",
    "LayoutForm",
    "NumberForm",
    "OpeningForm",
    "PaperSignatureForm",
    "ProposalForm",
    "ReassignForm",
    "ReceiptForm",
    "RecipientForm",
    "RegisterFilter",
    "RegisterForm",
    "ReportForm",
    "ReturnForm",
    "ReturnReportForm",
    "ReviewFilter",
    "ReviewForm",
    "SignForm",
    "TextForm",
]
