"""What somebody might do to the evidence of a meeting, and what the verifier must call it.

Each corruption is seeded into the meeting of `proving.rich`. Whoever does it knows the format:
receipts, digests, results and even the journal's own hashes are computed again where that helps.
"""

from tests.minutes import forged_ballots, forged_corrections, forged_papers, forged_sittings
from tests.minutes.forging import SEEDED

__all__ = [
    "SEEDED", "forged_ballots", "forged_corrections", "forged_papers", "forged_sittings",
]  # fmt: skip
