"""The committed table of clauses and tests says what is there."""

import clauses


def test_the_table_is_current():
    assert clauses.PAGE.read_text() == clauses.page(), "run: make clauses"


def test_every_regulation_test_belongs_to_a_clause():
    assert set(clauses.sentences()) <= set(clauses.CLAUSES)


def test_a_clause_without_a_test_says_what_is_missing():
    silent = set(clauses.CLAUSES) - set(clauses.sentences()) - set(clauses.NOT_BUILT)

    assert silent == set()


def test_what_is_not_built_belongs_to_a_clause():
    assert set(clauses.NOT_BUILT) <= set(clauses.CLAUSES)
