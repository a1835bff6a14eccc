"""How long the PDF of a large meeting takes: `make bench ONLY=minutes_pdf`.

30 items, 40 named voters each, in Kazakh and in Russian. The frozen document is written to a file;
a process of its own reads it, sets the pages, makes the signature fields and writes the PDF, so
that its wall time has everything in it from the start of the interpreter, and its peak memory is
its own. Beside it, in the same run: as many pages of nothing but text, set from HTML by WeasyPrint.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import django

ITEMS, VOTERS = 30, 40
SECONDS, MIB = 5, 400
LANGUAGES = ("kk", "ru")
FAMILIES = [
    "Тұрсынов",
    "Қыдырәлі",
    "Оразбаева",
    "Әбдіқадыр",
    "Жүнісов",
    "Һасанова",
    "Есенғалиева",
    "Сейітқали",
    "Өтегенов",
    "Нұрғали",
]
PLACES = (
    "ҚазҰУ",
    "Л.Н. Гумилев атындағы ЕҰУ",
    "Қ.И. Сәтбаев атындағы ҚазҰТЗУ",
    "«Қазақтелеком» АҚ",
)
CHOICES = ["for"] * 31 + ["against"] * 4 + ["abstain"] * 3 + [""] * 2
SAID = (
    "Оқулықтың сараптама қорытындысын және екі рецензияның мазмұнын баяндады, авторлардың "
    "ескертпелерге берген жауаптарын оқыды, үшінші тарауды толықтыруды ұсынды. "
)


def main() -> None:
    """Write the document, render it, set as many bare pages, print one line of JSON."""
    django.setup()
    folder = Path(os.environ["BENCH_FOLDER"])
    frozen, pdf = folder / "document.json", folder / "minutes.pdf"
    frozen.write_text(json.dumps(document().as_dict(), ensure_ascii=False), encoding="utf-8")
    seconds, mib = alone("render", str(frozen), str(pdf))
    pages = count(pdf)
    bare_seconds, bare_mib = alone("bare", str(pages), str(folder / "bare.pdf"))
    figures = {
        "pages": pages,
        "seconds": round(seconds, 2),
        "mib": round(mib),
        "pdf_mib": round(pdf.stat().st_size / 2**20, 1),
        "baseline": "as many bare pages of text by WeasyPrint",
        "baseline_seconds": round(bare_seconds, 2),
        "baseline_mib": round(bare_mib),
        "ratio": round(seconds / bare_seconds, 2),
    }
    print(json.dumps(figures))
    assert seconds < SECONDS, seconds
    assert mib < MIB, mib


def alone(*arguments: str) -> tuple[float, float]:
    """Run one part of this module in a process of its own; its seconds and its peak in MiB."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "benchmarks.minutes_pdf", *arguments])
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, process.returncode
    return time.perf_counter() - began, used.ru_maxrss / 1024


def render(frozen: str, pdf: str) -> None:
    """What the worker does with a frozen document."""
    django.setup()
    from minutes.documents import pdf as paper
    from minutes.documents.model import Document

    values = json.loads(Path(frozen).read_text(encoding="utf-8"))
    Path(pdf).write_bytes(paper.render(Document.from_dict(values)))


def bare(pages: str, pdf: str) -> None:
    """So many pages of text and nothing else."""
    from weasyprint import HTML

    page = f"<p style='break-after: page'>{SAID * 14}</p>"
    HTML(string=page * int(pages)).write_pdf(pdf)


def count(pdf: Path) -> int:
    """How many pages a file has."""
    from pypdf import PdfReader

    return len(PdfReader(pdf).pages)


def document() -> Any:
    """Frozen minutes as `draw` would give them."""
    from minutes.documents import model

    heads = model.Heads(VOTERS, VOTERS - 2, 27, 30, 8, 0, True, True, "20")
    parts = tuple(part(language, heads) for language in LANGUAGES)
    return model.Document(
        "4", 1, "6b061", "2026-11-30", "21", True, False, heads, parts,
        journal_position=10, journal_hash="ab" * 32, frozen_at="2026-11-30T17:00:00+05:00",
    )  # fmt: skip


def part(language: str, heads: Any) -> Any:
    """The whole document in one language."""
    from minutes.documents import model
    from minutes.documents.wording import words

    form = words(language)
    names = [
        f"{FAMILIES[n % 10]} {chr(1040 + n % 28)}.{chr(1040 + n * 7 % 28)}." for n in range(VOTERS)
    ]
    seats = tuple(
        model.Seat(
            n + 1, name, "", PLACES[n % 4], True, "hall" if n < 30 else "online", "",
            (model.Stretch(form["modes"]["hall" if n < 30 else "online"], "11:55", ""),),
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    signs = [("presiding", "Д.Б. Тұрсынов"), ("secretary", "А.Б. Оразбаева")]
    return model.Part(
        language, "«Ақпараттық-коммуникациялық технологиялар» оқу-әдістемелік бірлестігі",
        "ОӘБ 6B061", "2026 жылғы 30 қараша", "Алматы қ., Манас к-сі, 34/1", form["forms"]["mixed"],
        "12:00", "16:00", "Тұрсынов Дархан Бақытұлы", "", "Оразбаева Анар Бекзатқызы", seats, (), "",
        tuple(item(number, names, form, heads) for number in range(1, ITEMS + 1)), (),
        tuple(model.Signatory(field, form["signs"][field], name, "") for field, name in signs),
    )  # fmt: skip


def item(number: int, names: list[str], form: dict[str, Any], heads: Any) -> Any:
    """One item with everybody's vote; who votes how moves on with the number."""
    from minutes.documents import model

    choices = [CHOICES[(n * 7 + number) % VOTERS] for n in range(VOTERS)]
    votes = tuple(
        model.NamedVote(
            n + 1, name, "", PLACES[n % 4], form["channels"]["hall" if n < 30 else "online"],
            choice, form["choices"][choice],
        )
        for n, (name, choice) in enumerate(zip(names, choices, strict=True))
    )  # fmt: skip
    for_, against, abstain, silent = (choices.count(c) for c in ("for", "against", "abstain", ""))
    result = model.Result(
        "adopted", for_, against, abstain, silent, heads, (), votes, ("Шешім қабылданды.",)
    )
    points = tuple(
        model.Paragraph(f"{number}.{n}", SAID + "Жауапты: Әбдіқадыр Ә.С., 15.01.2027 дейін.")
        for n in (1, 2)
    )
    plain = model.Item(
        number, f"«Деректер ғылымы {number}» оқулығы туралы", FAMILIES[3], "", "", (), None
    )
    return replace(
        plain, heard=SAID * 2, spoke=f"{names[4]}: {SAID}\n{names[5]}: {SAID}", resolution=points,
        result=result, materials=("Сараптама қорытындысы", "Рецензия"),
    )  # fmt: skip


if __name__ == "__main__":
    parts_of_it = {"render": render, "bare": bare}
    parts_of_it[sys.argv[1]](*sys.argv[2:]) if len(sys.argv) > 1 else main()
