"""Clause 3: associations are founded, renamed and based by acts; the past keeps its names."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from accounts.errors import NotPermitted
from associations import actions
from associations.errors import AssociationRefused
from associations.models import Association, Base, TrainingDirection
from bodies.actions import rename
from bodies.errors import RenamingRefused
from bodies.models import Body, BodyName, Office, Organisation
from minutes.documents.building import draw
from minutes.models import Minutes
from records import journal
from records.models import JournalEntry, LegalAct
from tests import factories as make
from tests.access.place import Place
from tests.access.world import held

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BASED = {
    "en": "An association must be based at a higher-education institution.",
    "kk": "ОӘБ жоғары оқу орнының базасында құрылуға тиіс.",
    "ru": "УМО создаётся на базе вуза.",
}


def now():
    return timezone.now()


def today():
    return timezone.localdate()


def act(**fields):
    given = {"kind": "order", "number": "17", "signed_on": today() - DAY}
    return LegalAct(**(given | fields))


def scan():
    return SimpleUploadedFile("act.pdf", b"%PDF-1.4 x", "application/pdf")


@pytest.fixture
def council():
    return make.council(size=3)


@pytest.fixture
def body(council):
    return make.association(size=4, parent=council, short_kk="Ескі", short_ru="Старое")


@pytest.fixture
def admin(council):
    return make.granted("administer", council)


@pytest.fixture
def direction():
    return TrainingDirection.objects.create(
        code="6B061", level="bachelor", field_code="6B06", field_kk="АКТ", field_ru="ИКТ",
        name_kk="Ақпараттық технологиялар", name_ru="ИТ",
    )  # fmt: skip


def names(**fields):
    given = {"name_kk": "Жаңа бірлестік", "name_ru": "Новое объединение", "short_kk": "Жаңа"}
    return given | fields


def renamed(body, admin, *, on=None, **fields):
    return rename(
        body, names=names(**fields), act=act(), starts_on=on or today(), by=admin, at=now(),
        upload=scan(),
    )  # fmt: skip


def based(body, admin, institution, *, on=None):
    return actions.rebase(
        body.association, institution=institution, act=act(), starts_on=on or today(), by=admin,
        at=now(), upload=scan(),
    )  # fmt: skip


def test_03_a_new_name_counts_from_its_first_day_and_the_old_one_before(body, admin):
    old = body.name("kk")

    body = renamed(body, admin, on=today() - DAY)

    assert (body.name("kk"), body.name("ru"), body.short_name("kk")) == (
        "Жаңа бірлестік", "Новое объединение", "Жаңа",
    )  # fmt: skip
    assert [body.name_on(today() - days * DAY, "kk") for days in (0, 1, 2, 4000)] == [
        "Жаңа бірлестік", "Жаңа бірлестік", old, old,
    ]  # fmt: skip
    assert body.named_on(today() - 2 * DAY).short_name("kk") == "Ескі"
    assert BodyName.objects.filter(body=body).count() == 2
    assert journal.verify(body.stream) == []


def test_03_minutes_bear_the_name_of_the_day_of_the_meeting(body, admin):
    old, meeting = body.name("kk"), held(Place(body))  # the day before yesterday
    minutes = Minutes.objects.create(
        meeting=meeting, drawn_up_by=make.officer(body, Office.SECRETARY).user
    )
    renamed(body, admin, on=today() - DAY)

    part = draw(Minutes.objects.get(pk=minutes.pk)).parts[0]

    assert (part.body, part.body_short) == (old, "Ескі")


def test_03_the_page_of_a_day_shows_the_name_and_the_base_of_that_day(client, body, admin):
    old, former = body.name("kk"), body.association.base_institution
    new = make.institution("ЕҰУ")
    renamed(body, admin)
    based(body, admin, new)
    client.force_login(admin)

    now_shown = client.get(f"/bodies/{body.pk}/").context["page"]
    then = client.get(f"/bodies/{body.pk}/", {"on": today() - DAY}).context["page"]

    assert (now_shown.body.name("kk"), now_shown.base) == ("Жаңа бірлестік", new)
    assert (then.body.name("kk"), then.base, then.name_now) == (old, former, "Жаңа бірлестік")


def test_03_a_name_begins_after_the_one_before_and_not_ahead(body, admin):
    for day in (today() + DAY, make.SINCE, make.SINCE - DAY):
        with pytest.raises(RenamingRefused):
            renamed(body, admin, on=day)

    assert (BodyName.objects.count(), Body.objects.get(pk=body.pk).short_kk) == (0, "Ескі")


@pytest.mark.parametrize("given", [{"name_kk": ""}, {"same": True}])
def test_03_a_new_name_is_another_one_and_in_kazakh(body, admin, given):
    if "same" in given:
        given = {
            name: getattr(body, name) for name in ("name_kk", "name_ru", "short_kk", "short_ru")
        }

    with pytest.raises(RenamingRefused):
        renamed(body, admin, **given)

    assert BodyName.objects.count() == 0


def test_03_a_second_click_renames_once(body, admin):
    renamed(body, admin)

    with pytest.raises(RenamingRefused):
        renamed(body, admin)

    assert BodyName.objects.count() == 2


@pytest.mark.parametrize("column", ["chair", "secretary", "reviewer", "council_secretary"])
def test_03_only_the_administrator_changes_a_body(body, council, column):
    people = {
        "chair": make.officer(body, Office.CHAIR).user,
        "secretary": make.officer(body, Office.SECRETARY).user,
        "reviewer": make.granted("review_minutes", council),
        "council_secretary": make.officer(council, Office.SECRETARY).user,
    }

    for act_of in (renamed, lambda b, who: based(b, who, make.institution("ЕҰУ"))):
        with pytest.raises(NotPermitted):
            act_of(body, people[column])

    assert (BodyName.objects.count(), Base.objects.count()) == (0, 0)


@pytest.mark.parametrize("kind", ["employer", "ngo", None])
def test_03_no_association_moves_to_another_base_than_an_institution(body, admin, kind):
    other = kind and Organisation.objects.create(kind=kind, name_kk="«Дала» ЖШС")

    for language, said in BASED.items():
        with translation.override(language), pytest.raises(AssociationRefused) as refusal:
            based(body, admin, other)
        assert (str(refusal.value), refusal.value.clause) == (said, "3")

    assert Base.objects.count() == 0


def test_03_directions_change_by_act_and_one_stays(body, admin, direction):
    given = {"act": act(), "by": admin, "at": now(), "upload": scan()}

    with pytest.raises(AssociationRefused):
        actions.change_directions(body.association, directions=[], **given)
    actions.change_directions(body.association, directions=[direction], **given)

    entry = JournalEntry.objects.get(kind="directions_changed")
    assert list(body.association.directions.all()) == [direction]
    assert entry.payload["directions"] == ["6B061"]


def founding(base, direction, **fields):
    given = {
        "name_kk": "АКТ бойынша ОӘБ", "name_ru": "УМО по ИКТ", "name_en": "", "short_kk": "",
        "short_ru": "", "short_en": "", "code": "6B061", "base": base and base.pk,
        "directions": ["6B061 Ақпараттық технологиялар"], "starts_on": str(today()),
        "act_kind": "order", "act_issuer": "Министр", "act_number": "562",
        "act_signed_on": str(today() - DAY), "act_file": scan(),
    }  # fmt: skip
    return given | fields


def test_03_the_administrator_founds_an_association_on_an_act(client, council, admin, direction):
    client.force_login(admin)
    base = make.institution()

    response = client.post(reverse("associations:association_found"), founding(base, direction))

    made = Association.objects.get(body__code="6b061")
    assert response.status_code == 302
    assert (made.body.parent, made.base_institution, list(made.directions.all())) == (
        council, base, [direction],
    )  # fmt: skip
    assert (made.body.starts_act.number, bool(made.body.starts_act.file)) == ("562", True)
    assert JournalEntry.objects.filter(stream=made.body.stream).get().kind == "association_founded"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("base", "employer"), ("base", ""), ("directions", []), ("directions", ["9X999"]),
        ("act_number", ""), ("act_file", ""), ("code", "taken"), ("code", "ә б"), ("name_kk", ""),
    ],
)  # fmt: skip
def test_03_what_is_missing_is_said_on_its_field(client, council, admin, direction, field, value):
    employer = Organisation.objects.create(kind="employer", name_kk="«Дала» ЖШС")
    make.association(size=3, parent=council, code="taken")
    client.force_login(admin)
    given = founding(make.institution(), direction)
    given[field] = employer.pk if value == "employer" else value

    response = client.post(reverse("associations:association_found"), given)

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (200, [field])
    assert Association.objects.count() == 1
    if field == "base":
        assert form.errors["base"] == [BASED["kk"]]
        assert form["name_kk"].value() == "АКТ бойынша ОӘБ"


def test_03_nobody_else_founds(client, council, body):
    for person in (make.officer(body, Office.CHAIR).user,
                   make.granted("review_minutes", council)):  # fmt: skip
        client.force_login(person)

        assert client.post(reverse("associations:association_found")).status_code == 403
