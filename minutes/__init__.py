"""What was decided, on paper and after."""
