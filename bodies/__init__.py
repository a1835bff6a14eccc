"""Who sits: bodies, organisations, memberships, permissions that follow from office."""
