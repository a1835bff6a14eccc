"""How a person is written: in full, in a list, under a signature. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Name:
    """One spelling of a name. Only the family name is certain; nothing is ever derived."""

    family: str
    given: str = ""
    patronymic: str = ""

    @property
    def full(self) -> str:
        """«Тұрсынов Дархан Бақытұлы»."""
        return " ".join(part for part in (self.family, self.given, self.patronymic) if part)

    @property
    def short(self) -> str:
        """«Тұрсынов Д.Б.», as in lists."""
        return " ".join(part for part in (self.family, self.initials) if part)

    @property
    def signature(self) -> str:
        """«Д.Б. Тұрсынов», as under a signature."""
        return " ".join(part for part in (self.initials, self.family) if part)

    @property
    def initials(self) -> str:
        """«Д.Б.»; a double name keeps its hyphen: «А.-М.»."""
        return "".join(_initial(part) for part in (self.given, self.patronymic) if part)

    def or_else(self, other: "Name") -> "Name":
        """This spelling, with what is not known of it taken from `other`."""
        return Name(
            family=self.family or other.family,
            given=self.given or other.given,
            patronymic=self.patronymic or other.patronymic,
        )


def _initial(name: str) -> str:
    return "-".join(f"{part[0].upper()}." for part in name.split("-") if part)
