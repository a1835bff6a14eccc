"""What the front door shows: facts of several rooms put together, without a template."""
