"""The regulation can be read in the portal, clause by clause."""

import pytest

from council_portal.documents.regulation import regulation
from tests import factories


def test_there_are_three_parts_and_twenty_nine_clauses():
    parts = regulation().parts

    numbers = [clause.number for part in parts for clause in part.clauses]
    assert (len(parts), numbers) == (3, [str(number) for number in range(1, 30)])


@pytest.mark.parametrize(
    ("number", "indents"),
    [("5", 4), ("13", 11), ("14", 5), ("25", 9), ("26", 4), ("27", 5), ("28", 3)],
)
def test_the_indents_are_numbered_as_the_analysis_numbers_them(number, indents):
    clauses = {clause.number: clause for part in regulation().parts for clause in part.clauses}

    assert [indent.number for indent in clauses[number].indents] == [
        f"{number}.{place}" for place in range(1, indents + 1)
    ]


@pytest.mark.django_db
def test_every_clause_has_an_address_on_the_page(client):
    client.force_login(factories.user())

    page = client.get("/regulation/").content.decode()

    assert all(f'id="clause-{number}"' in page for number in range(1, 30))
