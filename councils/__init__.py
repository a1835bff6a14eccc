"""What the Council, the Centre and the ministry do to associations."""
