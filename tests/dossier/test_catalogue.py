"""The version in force on a day, and search as people speak."""

from datetime import date

import pytest

from dossier import loading
from dossier.catalogue import Catalogue, UnknownProcedure, key_of
from dossier.sheets import Sheet
from tests.support.small_pack import FILES, PROCEDURE, TEXTS, small_pack

OLD = loading.load(
    {
        **FILES,
        "procedure.yaml": PROCEDURE.replace('version: "2026-01-01"', 'version: "2020"').replace(
            "effective_from: 2026-01-01", "effective_from: 2020-01-01\neffective_to: 2025-12-31"
        ),
    },
    {},
)
OTHER = loading.load(
    {
        "procedure.yaml": PROCEDURE.replace("slug: small", "slug: other").replace(
            "9.000001", "9.000002"
        ),
        "texts.vi.yaml": TEXTS.replace("Việc nhỏ", "Đăng ký khai sinh").replace(
            "[thử, nhỏ]", "[bé, sinh con]"
        ),
    },
    {},
)
CATALOGUE = Catalogue.of([OTHER, small_pack(), OLD])
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2025, 12, 31), "2020"), (date(2026, 1, 1), "2026-01-01"), (TODAY, "2026-01-01")],
)
def test_the_version_in_force_on_the_day_applies(day, version):
    assert CATALOGUE.in_force("small", day).version == version


@pytest.mark.parametrize(("slug", "day"), [("small", date(2019, 1, 1)), ("ghost", TODAY)])
def test_nothing_in_force_is_a_sentence(slug, day):
    with pytest.raises(UnknownProcedure, match=slug):
        CATALOGUE.in_force(slug, day)


def test_a_dossier_finds_the_version_it_was_received_under():
    assert CATALOGUE.version("small", "2020") == OLD
    with pytest.raises(UnknownProcedure, match="bản 1999"):
        CATALOGUE.version("small", "1999")


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("", ["other", "small"]), ("khai sinh", ["other"]), ("KHAI SINH", ["other"]),
        ("9.000002", ["other"]), ("small", ["small"]), ("viec nho", ["small"]),
        ("sinh con", ["other"]), ("zzz", []),
    ],
)  # fmt: skip
def test_search_finds_what_people_mean(words, slugs):
    assert [procedure.slug for procedure in CATALOGUE.search(words, TODAY)] == slugs


SHEETS = [
    Sheet(code="9.000009", name="Tách hộ", field="Cư trú", office="Công an xã"),
    Sheet(code="9.000002", name="Khai sinh cũ", field="Hộ tịch", office="UBND xã"),
    Sheet(
        code="9.000010", name="Tách hộ cũ", field="Cư trú", office="x x", valid_to=date(2026, 1, 1)
    ),
]


def test_sheets_are_found_beside_packs_while_they_are_valid_and_no_pack_has_their_code():
    catalogue = Catalogue.of([OTHER, small_pack()], sheets=SHEETS)
    assert [one.name for one in catalogue.search("tach ho", TODAY)] == ["Tách hộ"]
    assert catalogue.search("khai sinh", TODAY) == (OTHER,)
    assert next(one.name for one in catalogue.search("tach ho", date(2026, 1, 1))) == "Tách hộ"
    assert catalogue.search("", TODAY) == (OTHER, small_pack())


def test_what_is_listed_is_found_by_slug_or_key():
    catalogue = Catalogue.of([OTHER], sheets=SHEETS)
    assert catalogue.listed("other", TODAY) == OTHER
    assert catalogue.listed("9.000009", TODAY) == SHEETS[0]
    with pytest.raises(UnknownProcedure, match="nobody"):
        catalogue.listed("nobody", TODAY)


def test_of_several_versions_in_force_the_newest_is_offered_and_every_one_is_at_hand():
    later = small_pack().model_copy(
        update={"version": "2026-06-01", "effective_from": date(2026, 6, 1)}
    )
    catalogue = Catalogue.of([small_pack(), later, OTHER])
    assert catalogue.current(TODAY) == (OTHER, later)
    assert catalogue.in_force("small", date(2026, 5, 31)) == small_pack()
    assert catalogue.version("small", "2026-01-01") == small_pack()


def test_what_is_kept_is_at_hand_and_not_offered():
    before = Catalogue.of([small_pack()], [OLD])
    after = Catalogue.of([OTHER], [small_pack()]).keeping(before)
    assert after.current(TODAY) == (OTHER,)
    assert after.kept == (small_pack(), OLD)
    assert after.version("small", "2020") == OLD
    assert CATALOGUE.keeping(before) == CATALOGUE


def test_whatever_is_listed_is_opened_by_its_key():
    sheet = Sheet(name="Nuôi con nuôi", field="Hộ tịch", office="UBND xã", code="2.001263")
    catalogue = Catalogue.of([small_pack()], sheets=[sheet])
    for key in ("small", "2.001263"):
        assert key_of(catalogue.listed(key, TODAY)) == key
