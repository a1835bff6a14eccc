"""The demo: invented people, a year of their meetings, one click to enter as one of them."""
