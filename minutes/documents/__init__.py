"""The хаттама as facts, as words and as bytes."""
