"""What the demo's bodies talk about, and under which function of the regulation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from council_portal.demo.people import rows
from meetings.actions import ItemFields
from meetings.models import ItemFunction

LANGUAGES = ("kk", "ru", "en")
# The academic years the texts were written for.
WRITTEN_NEXT, WRITTEN_LAST = "2026–2027", "2025–2026"

COUNCIL_FUNCTIONS = {
    "work_plan": "13.10", "evaluation": "13.11", "classifier": "13.4", "legislation": "13.3",
    "innovation": "13.5", "practice": "13.6", "teacher_training": "13.7", "bologna": "13.8",
    "mobility": "13.9", "quality": "13.9", "membership": "14.4", "sections": "16",
    "working_group": "14.2", "execution": "12", "schedule": "9", "guidance": "13.1",
    "policy": "13.2",
}  # fmt: skip
ASSOCIATION_FUNCTIONS = {
    "standards": "25.2", "classifier": "25.2", "learning_outcomes": "25.3", "resources": "25.4",
    "peer_review": "25.5", "ent": "25.6", "external_assessment": "25.6", "multilingual": "25.7",
    "dual": "25.7", "innovation": "25.7", "employers": "25.8", "quality": "25.9",
    "work_plan": "17", "report": "17", "sections": "16", "membership": "15",
    "working_group": "26.3", "events": "26.4", "procedure": "20", "execution": "22",
    "additional_ed": "25.5",
}  # fmt: skip


@dataclass(frozen=True)
class Topic:
    """The texts of one agenda item in three languages, and its function."""

    texts: dict[str, str]
    function: ItemFunction

    def fields(self) -> ItemFields:
        """The keywords of `meetings.actions.add_item`."""
        return ItemFields(
            title_kk=self.texts["title_kk"], title_ru=self.texts["title_ru"],
            title_en=self.texts["title_en"], resolution_kk=self.texts["resolution_kk"],
            resolution_ru=self.texts["resolution_ru"], resolution_en=self.texts["resolution_en"],
            function=self.function,
        )  # fmt: skip


@cache
def _table() -> dict[int, dict[str, str]]:
    return {int(row["id"]): row for row in rows("topics.csv")}


class Topics:
    """The table of topics, with the academic years of this demo put in."""

    def __init__(self, autumn: int) -> None:
        self.next_year = f"{autumn}–{autumn + 1}"
        self.last_year = f"{autumn - 1}–{autumn}"
        self.functions = {function.code: function for function in ItemFunction.objects.all()}

    def topic(self, number: int) -> Topic:
        """The topic with this number."""
        row = _table()[number]
        council = row["body"] == "РОӘК"
        codes = COUNCIL_FUNCTIONS if council else ASSOCIATION_FUNCTIONS
        texts = {
            f"{part}_{language}": self._dated(row[f"{part}_{language}"])
            for part in ("title", "resolution")
            for language in LANGUAGES
        }
        return Topic(texts, self.functions[codes[row["category"]]])

    def _dated(self, text: str) -> str:
        years = text.replace(WRITTEN_NEXT, "{next}").replace(WRITTEN_LAST, "{last}")
        return years.replace("{next}", self.next_year).replace("{last}", self.last_year)
