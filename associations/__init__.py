"""What an association does: directions, sections, base institution."""
