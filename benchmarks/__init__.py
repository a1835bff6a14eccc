"""Benchmarks: `make bench [ONLY=name]`; each ends with one line of JSON."""
