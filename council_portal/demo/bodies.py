"""The demo's Council, associations and sections, each seat with its act."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.models import User
from associations.actions import found
from associations.models import Association, TrainingDirection
from bodies.actions import appoint, grant
from bodies.models import Body, Category, Membership, Office, Organisation, RulesOfProcedure
from council_portal.demo.people import Cast, rows
from councils.models import Council
from records.models import Authority, LegalAct

# Size by direction: the first is where the people of the sign-in page work.
SIZES = {
    "6B061": 21, "6B011": 25, "6B073": 18, "6B019": 14, "6B021": 13, "6B072": 15, "6B017": 17,
    "6B112": 12,
}  # fmt: skip
FIRST = "6B061"
COUNCIL_MEMBERS = 13
NAMED = {0: "chair", 1: "deputy", 2: "secretary", 3: "member", 18: "absent"}
"""By seat in the first association."""
COUNCIL = "council"
# What clause 15 calls in beside the institutions; the rest of an association are institutions.
OTHERS = (
    Category.EMPLOYER, Category.EMPLOYERS_ASSOCIATION, Category.INTERNATIONAL,
    Category.INTERGOVERNMENTAL, Category.NGO, Category.OTHER, Category.SCIENTIFIC,
)  # fmt: skip
WITHOUT_INTERGOVERNMENTAL, WITHOUT_DEPUTY = "6B112", "6B021"
INVENTED = {
    Category.EMPLOYER: [
        ("«Сарыарқа өндіріс» ЖШС", "ТОО «Сарыарқа өндіріс»"),
        ("«Алатау технологиялары» АҚ", "АО «Алатау технологиялары»"),
        ("«Көктем» оқу-тәжірибе кешені", "Учебно-опытный комплекс «Көктем»"),
    ],
    Category.EMPLOYERS_ASSOCIATION: [
        ("«Дала» жұмыс берушілер қауымдастығы", "Объединение работодателей «Дала»")
    ],
    Category.INTERNATIONAL: [
        ("Халықаралық «Ашық оқу» қоры", "Международный фонд «Открытое обучение»")
    ],
    Category.INTERGOVERNMENTAL: [
        ("Өңірлік академиялық серіктестік", "Региональное академическое партнёрство")
    ],
    Category.NGO: [("«Ұстаз» қоғамдық бірлестігі", "Общественное объединение «Ұстаз»")],
    Category.OTHER: [("«Сапа» тәуелсіз сарапшылар тобы", "Группа независимых экспертов «Сапа»")],
}  # fmt: skip
SECTIONS = [
    (FIRST, "s1", "Деректер ғылымы", "Наука о данных"),
    (FIRST, "s2", "Ақпараттық жүйелер", "Информационные системы"),
    ("6B011", "s1", "Мектеп психологиясы", "Школьная психология"),
]
DEPARTURES = {
    "6B011": {"agenda_consent": "two_thirds"},
    "6B072": {"choices_visible": "live", "notice_days": 14},
    COUNCIL: {"sign_method": "scan"},
}


@dataclass
class Household:
    """Everybody and every body of the demo."""

    since: date
    cast: Cast
    council: Body = field(init=False)
    associations: dict[str, Body] = field(default_factory=dict)
    sections: list[Body] = field(default_factory=list)
    _acts: int = 100

    def body(self, code: str) -> Body:
        """The Council, or the association of that direction."""
        return self.council if code == COUNCIL else self.associations[code]

    def act(self, title: str, signed_on: date | None = None, kind: str = "order") -> LegalAct:
        """A further act of the Minister or of a body, numbered on."""
        self._acts += 1
        return LegalAct.objects.create(
            kind=kind, number=str(self._acts), title=title, signed_on=signed_on or self.since,
            issuer=Authority.objects.get(key="minister"),
        )  # fmt: skip


def settle(since: date, at: datetime) -> Household:
    """Found the bodies, appoint everybody, give the grants."""
    home = Household(since, Cast())
    _council(home)
    organisations = _organisations()
    for row in sorted(
        rows("associations.csv"), key=lambda row: list(SIZES).index(row["direction_code"])
    ):
        _association(home, row, organisations, at)
    _council_of_chairs(home)
    _sections(home)
    _rules(home)
    _grants(home)
    return home


def _council(home: Household) -> None:
    home.council = Body.objects.create(
        kind="council", code="rouk",
        name_kk="Жоғары және (немесе) жоғары оқу орнынан кейінгі білім берудің республикалық "
        "оқу-әдістемелік кеңесі",
        name_ru="Республиканский учебно-методический совет высшего и (или) послевузовского "
        "образования",
        name_en="Republican educational-methodical council of higher and postgraduate education",
        short_kk="РОӘК", short_ru="РУМС", short_en="REMC",
        starts_on=home.since, starts_act=home.act("РОӘК құру туралы"),
    )  # fmt: skip
    Council.objects.create(
        body=home.council,
        working_body=Authority.objects.get(key="ministry"),
        centre=Authority.objects.get(key="centre"),
    )
    order = home.act("РОӘК құрамын бекіту туралы")
    for office, key in [
        (Office.CHAIR, "council-chair"), (Office.DEPUTY_CHAIR, ""),
        (Office.SECRETARY, "council-secretary"), *[(Office.MEMBER, "")] * COUNCIL_MEMBERS,
    ]:  # fmt: skip
        _seat(home, home.council, home.cast.next(key), order, office=office)


def _council_of_chairs(home: Household) -> None:
    """Three chairs of associations sit in the Council too: several offices, one home."""
    order = home.act("РОӘК құрамын толықтыру туралы")
    for code in list(SIZES)[1:4]:
        chair = Membership.objects.get(body=home.associations[code], office=Office.CHAIR)
        _seat(home, home.council, chair.user, order)


def _organisations() -> dict[str, list[Organisation]]:
    made: dict[str, list[Organisation]] = {
        category: [
            Organisation.objects.create(kind=category.value, name_kk=kk, name_ru=ru, name_en="")
            for kk, ru in names
        ]
        for category, names in INVENTED.items()
    }
    institutions = Organisation.objects.filter(key__startswith="ref-").order_by("pk")
    return {**made, Category.INSTITUTION: list(institutions)}


def _association(
    home: Household,
    row: dict[str, str],
    organisations: dict[str, list[Organisation]],
    at: datetime,
) -> None:
    code = row["direction_code"]
    institutions = organisations[Category.INSTITUTION]
    base = next(each for each in institutions if each.short_ru == row["base_institution_short"])
    direction = TrainingDirection.objects.get(code=code)
    body = Body(
        code=code, parent=home.council, name_kk=row["name_kk"], name_ru=row["name_ru"],
        name_en=f"Educational-methodical association for “{direction.name_en}”",
        short_kk=f"«{direction.name_kk}» ОӘБ", short_ru=f"УМО «{direction.name_ru}»",
        short_en=f"EMA “{direction.name_en}”",
        starts_on=home.since, starts_act=home.act(f"{row['name_kk']} құру туралы"),
    )  # fmt: skip
    found(body=body, base_institution=base, directions=[direction], by=None, at=at)
    home.associations[code] = body
    order = home.act(f"{row['name_kk']} құрамын бекіту туралы")
    shift = 7 * list(SIZES).index(code)
    others = [each for each in institutions if each.pk != base.pk]
    for place, (office, category) in enumerate(_places(code)):
        choice = organisations.get(category, [])
        represents = choice[(shift + place) % len(choice)] if choice else None
        if category == Category.INSTITUTION:
            represents = base if place == 0 else others[(shift + place) % 24]
        _seat(
            home, body, home.cast.next(_key(code, place)), order, office=office,
            category=category, represents=represents,
        )  # fmt: skip


def _places(code: str) -> list[tuple[str, str]]:
    """Office and category of every seat of an association."""
    deputy = Office.MEMBER if code == WITHOUT_DEPUTY else Office.DEPUTY_CHAIR
    others = [c for c in OTHERS if (code, c) != (WITHOUT_INTERGOVERNMENTAL, "intergovernmental")]
    places: list[tuple[str, str]] = [
        (Office.CHAIR, Category.INSTITUTION), (deputy, Category.INSTITUTION),
        (Office.SECRETARY, Category.PEDAGOGICAL), (Office.MEMBER, Category.INSTITUTION),
        *[(Office.MEMBER, category) for category in others],
    ]  # fmt: skip
    rest = SIZES[code] - len(places)
    return places + [(Office.MEMBER, Category.INSTITUTION)] * rest


def _key(code: str, place: int) -> str:
    return NAMED.get(place, "") if code == FIRST else ""


def _seat(
    home: Household,
    body: Body,
    person: User,
    act: LegalAct,
    *,
    office: str = Office.MEMBER,
    category: str = "",
    represents: Organisation | None = None,
) -> Membership:
    return appoint(
        body=body, user=person, by=None, starts_on=home.since, act=act, office=office,
        category=category, represents=represents,
    )  # fmt: skip


def _sections(home: Household) -> None:
    """Sections as bodies; which decisions created them is told once those were taken."""
    for code, suffix, kk, ru in SECTIONS:
        parent = home.associations[code]
        body = Body.objects.create(
            kind="section", code=f"{parent.code}-{suffix}", parent=parent,
            name_kk=f"«{kk}» бейіні бойынша секция", name_ru=f"Секция по профилю «{ru}»",
            short_kk=f"«{kk}» секциясы", short_ru=f"Секция «{ru}»", starts_on=home.since,
            starts_act=home.act(f"«{kk}» секциясы туралы", kind="decision"),
        )  # fmt: skip
        home.sections.append(body)
        order = home.act(f"«{kk}» секциясының құрамы туралы", kind="decision")
        seats = list(Membership.objects.filter(body=parent, office=Office.MEMBER).order_by("pk"))
        offices = [Office.CHAIR, Office.DEPUTY_CHAIR, Office.SECRETARY, *[Office.MEMBER] * 3]
        start = 1 if suffix == "s1" else 7
        for office, seat in zip(offices, seats[start:], strict=False):
            _seat(home, body, seat.user, order, office=office)


def _rules(home: Household) -> None:
    for code, departures in DEPARTURES.items():
        basis = home.act("Жұмыс регламентін бекіту туралы", kind="decision")
        record = RulesOfProcedure(
            body=home.body(code), starts_on=home.since, basis=basis, departures=departures
        )
        record.full_clean()
        record.save()


def _grants(home: Household) -> None:
    basis = home.act("Порталдағы өкілеттіктер туралы")
    for verb, key in [
        ("review_minutes", "reviewer"), ("review_minutes", ""), ("administer", "administrator"),
        ("act_for_centre", "centre"),
    ]:  # fmt: skip
        grant(
            user=home.cast.next(key), verb=verb, on=home.council, basis=basis, by=None,
            starts_on=home.since,
        )  # fmt: skip
    base = Association.objects.get(body=home.associations[FIRST]).base_institution
    kaznpu = Association.objects.get(body=home.associations["6B011"]).base_institution
    for organisation, key in [(kaznpu, "university"), (base, "")]:
        if organisation is not None:
            grant(
                user=home.cast.next(key), verb="represent", on=organisation, basis=basis, by=None,
                starts_on=home.since,
            )  # fmt: skip
