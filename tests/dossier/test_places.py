"""Places are found as people type them, and old addresses lead to today's communes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.names import fold
from dossier.places import Commune, PlaceMatch, Units, bare

TABLES = Path(__file__).resolve().parents[2] / "assets" / "tables"
TABLE = json.loads((TABLES / "units.json").read_text(encoding="utf-8"))
FORMER = json.loads((TABLES / "former_units.json").read_text(encoding="utf-8"))
UNITS = Units.from_json(TABLE, FORMER)
CODES = [row[0] for row in TABLE["communes"]]
SA_PA = "Phường Sa Pa, Thị xã Sa Pa, Lào Cai"


def codes(matches: tuple[PlaceMatch, ...]) -> list[str]:
    return [match.commune for match in matches]


def small_table() -> Units:
    return Units(
        {"15": "Tỉnh Lào Cai"},
        [
            Commune("1", "15", "Xã", "Mẫu", ("Cũ Một", "Cũ Hai")),
            Commune("2", "15", "Phường", "Mẫu", ()),
            Commune("3", "15", "Xã", "Tĩnh Mẫu", ()),
        ],
        {"cu|mau|lao cai": ["1", "3"], "cu|bien|lao cai": ["2"]},
    )


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Xã Tả Van", "ta van"),
        ("ta van", "ta van"),
        ("Thị trấn Sa Pa", "sa pa"),
        ("TP. Hồ Chí Minh", "ho chi minh"),
        ("tp.Huế", "hue"),
        ("Q.10", "10"),
        ("Quận 10", "10"),
        ("Đặc khu Phú Quốc", "phu quoc"),
        ("Xã", "xa"),
        ("", ""),
    ],
)
def test_the_bare_name_of_a_unit_has_no_kind_and_no_marks(name, folded):
    assert bare(name) == folded


def test_the_table_holds_the_34_provinces_and_3321_communes_of_today():
    assert len(UNITS.find_provinces("")) == 34
    assert len(CODES) == len(set(CODES)) == 3321


def test_former_units_lead_only_to_communes_in_the_table():
    assert {code for found in FORMER.values() for code in found} <= set(CODES)
    assert all(found for found in FORMER.values())


@given(st.sampled_from(CODES))
def test_every_commune_is_found_by_its_full_name(code):
    commune = UNITS.commune(code)
    assert commune is not None
    found = UNITS.find_communes(commune.province, f"{commune.kind} {commune.name}")
    assert code in [row.key for row in found]


@given(st.sampled_from(CODES))
def test_todays_address_of_every_commune_leads_to_it_alone(code):
    matches = UNITS.match_old_address(f"Số 7, Thôn Mẫu, {UNITS.full_name(code)}")
    commune = UNITS.commune(code)
    assert commune is not None
    assert code in codes(matches)
    assert {match.province for match in matches} == {commune.province}
    assert {match.detail for match in matches} == {"Số 7, Thôn Mẫu"} or len(matches) > 1


@pytest.mark.parametrize(
    "address",
    [
        "Xã Tĩnh Túc, Tỉnh Cao Bằng",
        "tinh tuc, cao bang",
        "Phường Tịnh Biên, Tỉnh An Giang",
        "Xã Xa Dung, Tỉnh Điện Biên",
        "Xã Quản Bạ, Tuyên Quang",
    ],
)
def test_a_name_that_begins_like_a_kind_is_not_cut(address):
    assert len(UNITS.match_old_address(address)) == 1


@pytest.mark.parametrize(
    "address",
    [
        "Xã An Phú, Huyện Tịnh Biên, An Giang",
        "Xã Na Mèo, Huyện Quan Sơn, Tỉnh Thanh Hóa",
        "Xã Quản Bạ, H. Quản Bạ, Hà Giang",
    ],
)
def test_a_former_district_that_begins_like_a_kind_is_found(address):
    assert UNITS.match_old_address(address)


def test_an_old_three_level_address_leads_to_the_commune_of_today():
    (match,) = UNITS.match_old_address(f"Tổ 3, {SA_PA}")
    assert match.detail == "Tổ 3"
    assert match.province == "15"
    assert fold(UNITS.full_name(match.commune)) == "phuong sa pa, tinh lao cai"


@given(st.sampled_from([SA_PA, SA_PA.upper(), fold(SA_PA), SA_PA.replace(", ", ",, ")]))
def test_an_address_is_matched_however_it_is_written(text):
    assert codes(UNITS.match_old_address(text)) == codes(UNITS.match_old_address(SA_PA))


def test_a_ward_that_was_split_gives_every_commune_it_may_be():
    matches = small_table().match_old_address("Ngõ 1, Số 2, Xã Cũ, Huyện Mẫu, Lào Cai")
    assert matches == (PlaceMatch("15", "1", "Ngõ 1, Số 2"), PlaceMatch("15", "3", "Ngõ 1, Số 2"))


def test_a_district_cut_in_the_table_is_found_by_its_whole_name():
    assert codes(small_table().match_old_address("Xã Cũ, Huyện Tịnh Biên, Lào Cai")) == ["2"]


def test_communes_of_one_name_are_told_apart_by_their_kind():
    units = small_table()
    assert codes(units.match_old_address("Xã Mẫu, Tỉnh Lào Cai")) == ["1"]
    assert codes(units.match_old_address("Phường Mẫu, Tỉnh Lào Cai")) == ["2"]
    assert codes(units.match_old_address("Mẫu, Lào Cai")) == ["1", "2"]
    assert codes(units.match_old_address("P. Mẫu, Lào Cai")) == ["1", "2"]


@pytest.mark.parametrize(
    "address",
    [
        "Xã Không Đâu, Huyện Chợ Mới, An Giang",
        "xa khong dau, h. cho moi, an giang",
        "Xã Không Đâu, Chợ Mới, An Giang",
        "Phường Không Đâu, Thị xã Sa Pa, Lào Cai",
        "Huyện Chợ Mới, An Giang",
    ],
)
def test_a_commune_that_only_bears_the_name_of_the_district_is_not_proposed(address):
    assert UNITS.match_old_address(address) == ()


def test_a_hamlet_named_like_a_former_ward_does_not_lead_away_from_todays_commune():
    named = {
        (fold(name), bare(UNITS.province_name(province))): code
        for code, province, _, name, _ in TABLE["communes"]
    }
    clashes = [
        (ward, named[district, province])
        for ward, district, province in (key.split("|") for key in FORMER)
        if (district, province) in named
    ]
    assert len(clashes) > 1000
    for hamlet, code in clashes:
        found = UNITS.match_old_address(f"{hamlet}, {UNITS.full_name(code)}")
        assert codes(found) == codes(UNITS.match_old_address(UNITS.full_name(code)))
        assert code in codes(found)
        assert {match.detail for match in found} == {hamlet}


def test_the_kind_before_a_name_tells_a_commune_of_today_from_a_former_district():
    units = small_table()
    assert units.match_old_address("Cũ, Phường Mẫu, Tỉnh Lào Cai") == (PlaceMatch("15", "2", "Cũ"),)
    assert units.match_old_address("Cũ, P. Mẫu, Lào Cai") == (
        PlaceMatch("15", "1", "Cũ"),
        PlaceMatch("15", "2", "Cũ"),
    )
    assert codes(units.match_old_address("Cũ, Mẫu, Lào Cai")) == ["1", "3"]


@given(st.sampled_from(sorted(FORMER)))
def test_every_former_unit_leads_to_the_communes_of_the_table(key):
    ward, district, province = key.split("|")
    found = UNITS.match_old_address(f"Số 7, Xã {ward}, Huyện {district}, Tỉnh {province}")
    assert codes(found) == FORMER[key]
    assert {match.detail for match in found} == {"Số 7"}


def test_an_address_in_a_ward_that_was_split_asks_which_commune():
    found = UNITS.match_old_address("Phường 14, Quận 10, Thành phố Hồ Chí Minh")
    assert len(found) == len(set(codes(found))) == 2
    assert {match.province for match in found} == {"79"}


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Phường 01, Quận 3, TP. Hồ Chí Minh", "Phường 1, Quận 3, Hồ Chí Minh"),
        ("P.05, Q.08, TP.HCM", "Phường 5, Quận 8, Hồ Chí Minh"),
        ("Phường 12, Quận 10, TPHCM", "Phường 12, Quận 10, Hồ Chí Minh"),
        ("Phường 12, Quận 10, TP HCM.", "Phường 12, Quận 10, Hồ Chí Minh"),
        (
            "Phường 7, TP Vũng Tàu, Bà Rịa–Vũng Tàu",
            "Phường 7, Vũng Tàu, Bà Rịa - Vũng Tàu",
        ),
        ("Phường Sa Pa, Thị xã Sa Pa, Lào Cai, Việt Nam.", SA_PA),
        ("Xã Ea H’Leo, Tỉnh Đắk Lắk", "Xã Ea H'Leo, Tỉnh Đắk Lắk"),
        ("Phường Lâm Viên-Đà Lạt, Lâm Đồng", "Phường Lâm Viên - Đà Lạt, Lâm Đồng"),
        (
            "Xã Phú Hồ, Huyện Phú Vang, Tỉnh Thừa Thiên Huế",
            "Xã Phú Hồ, Huyện Phú Vang, Thành phố Huế",
        ),
    ],
)
def test_the_usual_ways_to_write_an_address_mean_the_same_place(written, plain):
    assert codes(UNITS.match_old_address(plain))
    assert UNITS.match_old_address(written) == UNITS.match_old_address(plain)


@pytest.mark.parametrize(
    "text", ["", ",,,", "Lào Cai", "Xã Không Đâu, Lào Cai", "Xã Không, Huyện Đâu, Tỉnh Cả", "Mỹ"]
)
def test_an_address_of_no_known_place_matches_nothing(text):
    assert UNITS.match_old_address(text) == ()


@given(st.text())
def test_any_text_can_be_matched_without_an_error(text):
    assert {match.commune for match in UNITS.match_old_address(text)} <= set(CODES)


def test_units_have_names_and_unknown_codes_do_not():
    units = small_table()
    assert units.province_name("15") == "Tỉnh Lào Cai"
    assert units.province_name("99") == ""
    assert units.full_name("3") == "Xã Tĩnh Mẫu, Tỉnh Lào Cai"
    assert units.full_name("99") == "99"
    assert units.commune("99") is None


def test_a_commune_shows_the_units_merged_into_it_and_is_found_by_them():
    (row,) = small_table().find_communes("15", "cu hai")
    assert (row.key, row.label, row.second) == ("1", "Xã Mẫu", "Trước là Cũ Một, Cũ Hai")
    assert small_table().find_communes("16", "mau") == ()


@pytest.mark.parametrize("words", ["lào cai", "LAO C", "tinh lao", "cai lao"])
def test_a_province_is_found_by_the_start_of_its_words(words):
    assert "15" in [row.key for row in UNITS.find_provinces(words)]


@pytest.mark.parametrize(
    "address",
    [
        "Tân Lập, Mộc Châu, Sơn La",
        "Tổ 3, Không Đâu, Sa Pa, Lào Cai",
        "Không Đâu, Bảo Thắng, Lào Cai",
    ],
)
def test_a_ward_the_table_does_not_know_is_not_taken_for_its_district(address):
    assert UNITS.match_old_address(address) == ()


def test_a_ward_of_the_former_city_of_hue_is_found_in_its_parts():
    (found,) = UNITS.match_old_address("Số 5, Phường Phú Hội, Thành phố Huế, Thừa Thiên Huế")
    assert (UNITS.full_name(found.commune), found.detail) == (
        "Phường Thuận Hóa, Thành phố Huế",
        "Số 5",
    )


def test_a_commune_and_a_town_of_one_name_lead_to_all_they_became():
    assert len(codes(UNITS.match_old_address("Ba Tơ, Ba Tơ, Quảng Ngãi"))) > 1
