"""Check this bundle without the portal: `python3 verify.py` (Python 3.11 or newer).

`python3 verify.py --help` tells what else can be asked: another bundle, a receipt, a language, an
anchor from a printed copy, the authority's certificate from a place you trust.
"""

import sys
from importlib import import_module

if __name__ == "__main__":
    sys.exit(import_module("verifier.command").main())
