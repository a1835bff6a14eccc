"""The committed table of clauses and tests says what is there."""

import clauses


def test_the_table_is_current():
    assert clauses.PAGE.read_text() == clauses.page(), "run: make clauses"


def test_every_regulation_test_belongs_to_a_clause():
    assert set(clauses.sentences()) <= set(clauses.CLAUSES)
