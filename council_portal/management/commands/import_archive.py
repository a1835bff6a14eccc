"""`manage.py import_archive FILE.json … [--dry-run] [--report REPORT.json]`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from council_portal.archive import ArchiveRefused, Report, import_file

WIDTH = 30


class Command(BaseCommand):
    """Bring past meetings in; every item is judged by the rules of today's meetings."""

    help = "Import past meetings. Each file is taken whole or not at all."
    requires_system_checks: list[str] = []  # data; no page is served

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Files, a rehearsal, a report."""
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="Judge and report; keep nothing."
        )
        parser.add_argument("--report", type=Path, help="Write the report to this JSON file.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the files in, in the order given, each in a transaction of its own."""
        if options["report"]:
            _require_writable(options["report"])
        report = Report()
        if options["dry_run"]:
            # Later files may build on earlier ones, so all are rehearsed in one transaction.
            with transaction.atomic():
                self._take(options["files"], report)
                transaction.set_rollback(True)
        else:
            self._take(options["files"], report)
        if options["report"]:
            text = json.dumps(report.as_dict(), ensure_ascii=False, indent=1)
            options["report"].write_text(f"{text}\n", encoding="utf-8")
        if options["verbosity"] and len(report.refused) < len(options["files"]):
            self._sum_up(report, dry=options["dry_run"])
        if report.refused:
            refusals = [str(refusal) for refusal in report.refused]
            between = " " if len(refusals) == 1 else "\n"
            raise CommandError(between.join([_("Nothing was imported from:"), *refusals]))

    def _take(self, files: list[Path], report: Report) -> None:
        for path in files:
            try:
                report.add(import_file(path, progress=self._bar(path)))
            except ArchiveRefused as refusal:
                report.refused.append(refusal)

    def _bar(self, path: Path) -> Any:
        """A bar on a terminal, nothing in a log."""

        def show(done: int, total: int) -> None:
            if not self.stderr.isatty():
                return
            share = done * WIDTH // total if total else WIDTH
            end = "\n" if done == total else ""
            bar = "█" * share + "·" * (WIDTH - share)
            self.stderr.write(f"\r{path.name} {bar} {done}/{total}", str, end)

        return show

    def _sum_up(self, report: Report, *, dry: bool) -> None:
        made = ", ".join(f"{kind} {count}" for kind, count in report.as_dict()["created"].items())
        self.stdout.write(f"{_('Would be new') if dry else _('New')}: {made}")
        self.stdout.write(
            _("Items judged: %(judged)s, not judgeable: %(errors)s, findings: %(findings)s")
            % {
                "judged": len(report.items) - report.errors,
                "errors": report.errors,
                "findings": len(report.findings),
            }
        )


def _require_writable(path: Path) -> None:
    """Before anything is imported, not after."""
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise CommandError(_("The report cannot be written to %(path)s.") % {"path": path})
