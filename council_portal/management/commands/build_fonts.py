"""Cut the web fonts from the packaged ones."""

from pathlib import Path
from typing import Any

import fontpkg_literata
import fontpkg_onest
from django.conf import settings
from django.core.management.base import BaseCommand
from fontTools import subset
from fontTools.varLib import instancer

# Latin, Cyrillic with every Kazakh letter, punctuation, №, ₸, arrows, mathematics, ticks.
RANGES = [
    (0x0020, 0x024F),
    (0x02B0, 0x036F),
    (0x0400, 0x052F),
    (0x2000, 0x206F),
    (0x2070, 0x209F),
    (0x20A0, 0x20BF),
    (0x2100, 0x214F),
    (0x2150, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x25A0, 0x25FF),
    (0x2700, 0x27BF),
]
ALPHABET = (
    "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя№₸≥«»—→"
)

# Each face, its file, the axes pinned: headings need one optical size, which saves half the bytes.
FACES: dict[str, tuple[Path, dict[str, float]]] = {
    "Onest.woff2": (fontpkg_onest.ROOT / "files" / "Onest[wght].ttf", {}),
    "Literata.woff2": (
        fontpkg_literata.ROOT / "files" / "Literata[opsz,wght].ttf",
        {"opsz": 24},
    ),
}


class Command(BaseCommand):
    help = "Cut the variable web fonts (Latin and Cyrillic) into var/fonts."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.VAR) / "fonts"
        folder.mkdir(parents=True, exist_ok=True)
        for name, (source, pinned) in FACES.items():
            cut(source, folder / name, pinned)
            if options["verbosity"]:
                self.stdout.write(f"{name}: {(folder / name).stat().st_size // 1024} KB")


def cut(source: Path, target: Path, pinned: dict[str, float]) -> None:
    """Write the characters we print, all weights, as woff2; refuse a face without Kazakh letters."""
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    draft = target.with_suffix(".draft")
    with subset.load_font(str(source), options) as font:
        missing = [letter for letter in ALPHABET if ord(letter) not in font.getBestCmap()]
        if missing:
            raise ValueError(f"{source.name} lacks {' '.join(missing)}")
        subsetter = subset.Subsetter(options)
        codes = [code for first, last in RANGES for code in range(first, last + 1)]
        subsetter.populate(unicodes=codes)
        subsetter.subset(font)
        if pinned:
            instancer.instantiateVariableFont(font, pinned, inplace=True)
        subset.save_font(font, str(draft), options)
    draft.replace(target)
