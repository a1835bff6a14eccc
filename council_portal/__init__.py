"""The front door: settings, addresses, home pages, screens that join several rooms."""
