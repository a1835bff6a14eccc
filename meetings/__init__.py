"""How any body decides: agenda, roll, votes, outcome."""
