"""What this room's screens and papers show."""
