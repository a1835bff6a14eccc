"""Pure questions about texts."""
