import re

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = (
            "family_name_kk", "given_name_kk", "patronymic_kk",
            "family_name_ru", "given_name_ru", "patronymic_ru",
            "phone", "language",
        )  # fmt: skip
        widgets = {
            "family_name_kk": forms.TextInput(attrs={"lang": "kk", "autocomplete": "family-name"}),
            "given_name_kk": forms.TextInput(attrs={"lang": "kk", "autocomplete": "given-name"}),
            "patronymic_kk": forms.TextInput(attrs={"lang": "kk"}),
            "family_name_ru": forms.TextInput(attrs={"lang": "ru"}),
            "given_name_ru": forms.TextInput(attrs={"lang": "ru"}),
            "patronymic_ru": forms.TextInput(attrs={"lang": "ru"}),
            "language": forms.RadioSelect,
        }

    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def clean_phone(self) -> str:
        """However it was typed: 8 701 123-45-67 and +7 (701) 123 45 67 are one number."""
        digits = re.sub(r"[^\d+]", "", self.cleaned_data["phone"])
        return re.sub(r"^(?:\+?7|8)(?=[67]\d{9}$)", "+7", digits)
