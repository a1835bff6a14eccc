"""What is written stays written: acts, files, numbers, the journal."""
