"""What proposals of sections are called on agendas: a document's own text, in its languages."""

from __future__ import annotations

from associations.models import SectionProposal

LANGUAGES = ("kk", "ru", "en")
LONGEST_TITLE = 500
WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "propose": {
        "kk": (
            "Секция құруды ұсыну туралы: %(name)s",
            "РОӘК-ке мына секцияны бекіту ұсынылсын: %(name)s. Даярлау бейіні: %(profile)s.",
        ),
        "ru": (
            "О предложении создать секцию: %(name)s",
            "Предложить РУМС утвердить секцию: %(name)s. Профиль подготовки: %(profile)s.",
        ),
        "en": (
            "On proposing a section: %(name)s",
            (
                "To propose that the Council approve the section: %(name)s. "
                "Training profile: %(profile)s."
            ),
        ),
    },
    "approve": {
        "kk": (
            "ОӘБ секциясын бекіту туралы: %(name)s (%(association)s)",
            (
                "ОӘБ ұсынған секция бекітілсін: %(name)s (%(association)s). "
                "Даярлау бейіні: %(profile)s."
            ),
        ),
        "ru": (
            "Об утверждении секции УМО: %(name)s (%(association)s)",
            (
                "Утвердить предложенную УМО секцию: %(name)s (%(association)s). "
                "Профиль подготовки: %(profile)s."
            ),
        ),
        "en": (
            "On approving a section of an association: %(name)s (%(association)s)",
            (
                "To approve the section proposed by the association: %(name)s (%(association)s). "
                "Training profile: %(profile)s."
            ),
        ),
    },
    "approve_profile": {
        "kk": (
            "ОӘБ секциясының даярлау бейінін бекіту туралы: %(profile)s (%(association)s)",
            "ОӘБ секциясының даярлау бейіні бекітілсін: %(profile)s (%(association)s).",
        ),
        "ru": (
            "Об утверждении профиля подготовки секции УМО: %(profile)s (%(association)s)",
            "Утвердить профиль подготовки секции УМО: %(profile)s (%(association)s).",
        ),
        "en": (
            "On approving the training profile of a section: %(profile)s (%(association)s)",
            "To approve the training profile of the section: %(profile)s (%(association)s).",
        ),
    },
    "propose_closing": {
        "kk": (
            "Секцияны жабуды ұсыну туралы: %(name)s",
            "РОӘК-ке мына секцияны жабуды бекіту ұсынылсын: %(name)s.",
        ),
        "ru": (
            "О предложении закрыть секцию: %(name)s",
            "Предложить РУМС утвердить закрытие секции: %(name)s.",
        ),
        "en": (
            "On proposing to close a section: %(name)s",
            "To propose that the Council approve the closing of the section: %(name)s.",
        ),
    },
    "approve_closing": {
        "kk": (
            "ОӘБ секциясын жабуды бекіту туралы: %(name)s (%(association)s)",
            "Секцияны жабу бекітілсін: %(name)s (%(association)s).",
        ),
        "ru": (
            "Об утверждении закрытия секции УМО: %(name)s (%(association)s)",
            "Утвердить закрытие секции: %(name)s (%(association)s).",
        ),
        "en": (
            "On approving the closing of a section: %(name)s (%(association)s)",
            "To approve the closing of the section: %(name)s (%(association)s).",
        ),
    },
}


def agenda_words(proposal: SectionProposal, question: str) -> dict[str, str]:
    """Titles and resolutions of the agenda item, by the names of its fields."""
    fields: dict[str, str] = {}
    for language in LANGUAGES:
        title, resolution = WORDS[question][language]
        facts = {
            "name": proposal.name(language),
            "profile": proposal.profile,
            "association": proposal.association.body.short_name(language),
        }
        fields[f"title_{language}"] = (title % facts)[:LONGEST_TITLE]
        fields[f"resolution_{language}"] = resolution % facts
    return fields
