"""The command: `python3 verify.py [BUNDLE] [--receipt CODE] [--language kk] [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from . import bundle as bundles
from .bundle import AUTHORITY, Bundle, Unreadable
from .checking import check
from .findings import Finding, Report
from .receipts import Traced, trace
from .words import LANGUAGES, headline, say, say_traced, words

WHOLE, FAULTY, UNREADABLE = 0, 1, 2
HERE = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code: 0 everything agrees, 1 something does not, 2 there is nothing to check."""
    options = _options(arguments)
    language = options.language
    try:
        bundle = bundles.read(options.bundle)
        _trust(bundle, options)
    except (Unreadable, OSError) as error:
        print(f"{words('unreadable_bundle', language)}: {error}", file=sys.stderr)  # noqa: T201
        return UNREADABLE
    report = check(bundle)
    traced = trace(bundle, options.receipt) if options.receipt else []
    if options.receipt and not traced:
        report.findings.append(Finding("receipt_unknown", (("receipt", options.receipt),)))
    if options.json:
        print(json.dumps(_machine(report, traced, language), ensure_ascii=False))  # noqa: T201
    else:
        print("\n".join(_lines(bundle, report, traced, language)))  # noqa: T201
    return WHOLE if report.whole else FAULTY


def _options(arguments: Sequence[str] | None) -> Any:
    parser = argparse.ArgumentParser(
        prog="verify.py", description="Check the evidence of a meeting without the portal."
    )
    parser.add_argument("bundle", nargs="?", type=Path, default=HERE, help="ZIP file or folder")
    parser.add_argument("--language", choices=LANGUAGES, default="kk")
    parser.add_argument("--receipt", metavar="CODE", help="find this ballot, twelve signs will do")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument(
        "--anchor", action="append", default=[], metavar="POSITION:HASH",
        help="a head of the journal from a printed or mailed copy",
    )  # fmt: skip
    parser.add_argument(
        "--authority", type=Path, metavar="PEM",
        help="the portal's certificate from a place you trust, instead of the bundle's",
    )  # fmt: skip
    return parser.parse_args(arguments)


def _trust(bundle: Bundle, options: Any) -> None:
    """What the reader brings along counts beside, or instead of, what the bundle says."""
    for text in options.anchor:
        position, _, digest = text.partition(":")
        if not position.isdecimal():
            raise Unreadable(f"--anchor {text}")
        bundle.facts["anchors"].append({"position": int(position), "hash": digest.lower()})
    if options.authority:
        bundle.files[AUTHORITY] = options.authority.read_bytes()
        bundle.facts["files"].pop(AUTHORITY, None)


def _lines(bundle: Bundle, report: Report, traced: list[Traced], language: str) -> list[str]:
    return [
        *headline(bundle, language),
        "",
        *(f"✗ {say(finding, language)}" for finding in report.findings),
        *(f"• {say(note, language)}" for note in report.notes),
        *(line for one in traced for line in say_traced(one, language)),
        words("whole" if report.whole else "faulty", language),
    ]


def _machine(report: Report, traced: list[Traced], language: str) -> dict[str, object]:
    def rows(found: list[Finding]) -> list[dict[str, object]]:
        return [
            {"kind": one.kind, "where": dict(one.where), "says": say(one, language)}
            for one in found
        ]

    return {
        "whole": report.whole,
        "findings": rows(report.findings),
        "notes": rows(report.notes),
        "receipts": [
            {"member": one.member, "item": one.item, "choice": one.ballot["choice"],
             "counts": one.counts, "genuine": one.genuine, "digest": one.digest,
             "entry": one.entry}
            for one in traced
        ],
    }  # fmt: skip
