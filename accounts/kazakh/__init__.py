"""Facts of the Kazakh language that Django's own `kk` locale lacks. Pure: no Django, no clock."""
