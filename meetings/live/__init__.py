"""The live stream: one ASGI process that tells every open screen what changed in its meeting."""
