"""How a page words a refusal."""

import pytest
from django.utils import translation

from accounts.errors import RuleViolation
from meetings.views.acting import worded


@pytest.mark.parametrize(
    ("message", "clause", "said"),
    [
        ("Кворум жоқ: кемінде 7 мүше қажет (20-тармақ).", "20", ""),
        ("Нет кворума: требуется не менее 7 (п. 20).", "20", ""),
        ("Прежнее.", "", ""),
        ("Құрам: 20, келіскендер: 4.", "20", " (20-тармақ)"),
        ("Мәселе енгізілмейді (27.3-тармақ).", "27", " (27-тармақ)"),
    ],
)
def test_a_refusal_cites_its_clause_once(message, clause, said):
    with translation.override("kk"):
        assert worded(RuleViolation(message, clause=clause)) == message + said
