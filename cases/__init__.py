"""How anyone asks and is answered."""
