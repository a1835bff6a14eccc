"""What the room prints and shows."""
