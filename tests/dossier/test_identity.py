"""A card's code gives a person or a sentence, with doubts that never block."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier import identity
from dossier.identity import Identity, NotACard, parse_qr

CARD_2021 = (
    "001190000017|012345678|Nguyễn Thị Đức Mẫu|17051990|Nữ"
    "|Thôn Phượng Vỹ, Xã Mẫu, Huyện Mẫu, Hà Nội|15082021"
)
NO_OLD_NUMBER = (
    "079203000018||Trần Văn Thử|01022003|Nam"
    "|Khu phố 1, Phường Mẫu, Thành phố Thủ Đức, TP. Hồ Chí Minh|31122021"
)
CARD_2024 = (
    "001190000017|012345678|Nguyễn Thị Đức Mẫu|17051990|Nữ|Xã Mẫu, Hà Nội|01072024"
    "||Nguyễn Văn Mẫu|Lê Thị Thử|X"
)
CHILD = "001220000019||Nguyễn Bé Mẫu|23112020|Nam|Xã Mẫu, Hà Nội|02012025"
PREFIXES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 "
    "034 035 036 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 "
    "067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
TODAY = date(2026, 11, 23)
FIELDS = ("number", "old", "name", "born", "sex", "residence", "issued")
texts = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Co", "Cn", "Cs"), exclude_characters="|"),
    max_size=20,
)


def card(**changed: str) -> str:
    """The card of 2021 with some of its fields changed."""
    fields = dict(zip(FIELDS, CARD_2021.split("|"), strict=True)) | changed
    return "|".join(fields.values())


def test_the_2021_card_gives_all_its_seven_fields():
    read = parse_qr(CARD_2021)
    assert read.number == "001190000017"
    assert read.old_number == "012345678"
    assert read.name == "Nguyễn Thị Đức Mẫu"
    assert read.born is not None
    assert read.born.iso == "1990-05-17"
    assert read.sex == "female"
    assert read.residence == "Thôn Phượng Vỹ, Xã Mẫu, Huyện Mẫu, Hà Nội"
    assert read.issued == date(2021, 8, 15)
    assert read.kind == "citizen_identity_card"
    assert read.issuer == "Cục Cảnh sát quản lý hành chính về trật tự xã hội"
    assert (read.extras, read.warnings, read.offers()) == ((), (), ())


def test_an_empty_old_number_keeps_its_place():
    read = parse_qr(NO_OLD_NUMBER)
    assert (read.old_number, read.name, read.sex) == ("", "Trần Văn Thử", "male")
    assert read.warnings == ()


def test_more_fields_are_kept_raw_and_only_names_among_them_are_offered():
    read = parse_qr(CARD_2024)
    assert read.extras == ("", "Nguyễn Văn Mẫu", "Lê Thị Thử", "X")
    assert read.offers() == ("Nguyễn Văn Mẫu", "Lê Thị Thử")
    assert (read.kind, read.issuer) == ("identity_card", "Bộ Công an")


def test_a_relative_whose_name_asks_for_a_second_look_is_offered_too():
    relatives = ("H'Mẫu Niê", "Nguyễn Thị Mẫu Thử Nghiệm A")
    assert parse_qr("|".join([CARD_2021, *relatives, "Xã Mẫu, Hà Nội"])).offers() == relatives


def test_a_card_may_lack_its_day_of_issue():
    read = parse_qr(CARD_2021.rpartition("|")[0])
    assert read.issued is None
    assert read.kind == "citizen_identity_card"


@pytest.mark.parametrize("issued", ["", "2021", "00082021", "soon", "31022021"])
def test_a_day_of_issue_that_is_no_day_is_left_out(issued):
    assert parse_qr(card(issued=issued)).issued is None


@pytest.mark.parametrize(
    ("issued", "kind"),
    [
        (None, "citizen_identity_card"),
        (date(2024, 6, 30), "citizen_identity_card"),
        (date(2024, 7, 1), "identity_card"),
    ],
)
def test_cards_of_july_2024_and_later_are_of_the_new_kind(issued, kind):
    assert identity.card_kind(issued)[0] == kind


@pytest.mark.parametrize(
    ("born", "iso"),
    [("1990", "1990"), ("00001990", "1990"), ("00051990", "1990-05"), ("17/05/1990", "1990-05-17")],
)
def test_births_may_have_four_or_eight_digits(born, iso):
    read = parse_qr(card(born=born))
    assert read.born is not None
    assert read.born.iso == iso
    assert read.warnings == ()


@pytest.mark.parametrize(
    ("changed", "warning"),
    [
        ({"born": "31021990"}, "Không đọc được ngày sinh"),
        ({"sex": ""}, "Không đọc được giới tính"),
        ({"old": "12345"}, "Số chứng minh cũ trên thẻ có vẻ sai."),
        ({"old": "0123456789012"}, "Số chứng minh cũ trên thẻ có vẻ sai."),
        ({"born": "17051991"}, "sinh năm 1990"),
        ({"number": "001310000017"}, "sinh năm 2010"),
        ({"name": "Mẫu, Thử"}, "Họ tên trên thẻ có chỗ lạ"),
        ({"name": "Chưa có tên"}, "Họ tên trên thẻ có chỗ lạ"),
        ({"sex": "Nam"}, "giới tính khác"),
        ({"number": "003190000017"}, "Ba số đầu không thấy trong bảng tỉnh"),
    ],
)
def test_a_doubt_is_a_sentence_and_never_blocks(changed, warning):
    read = parse_qr(card(**changed))
    (said,) = read.warnings
    assert warning in said
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("number", "born", "sex"),
    [
        ("001090000017", "1990", "Nam"),
        ("001190000017", "1990", "nữ"),
        ("001210000017", "2010", "NAM"),
        ("001310000017", "2010", "NỮ"),
        ("001400000017", "2100", "Nam"),
        ("134190000017", "1990", "Nữ"),
    ],
)
def test_the_fourth_digit_tells_century_and_sex_and_foreign_births_have_no_province(
    number, born, sex
):
    assert parse_qr(card(number=number, born=born, sex=sex)).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "https://example.org/a",
        "00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA53037045802VN",
        "HS4010012345678|Nguyễn Thị Mẫu|17/05/1990|2|Xã Mẫu|01 - 001|01/01/2026|-",
        "BEGIN:VCARD\nFN:Mẫu\nEND:VCARD",
        "|||||||",
        "A|B",
        "001190000017|012345678|Nguyễn Thị Đức Mẫu|17051990|Nữ",
        card(number="00119000001"),
        card(number="00119000001A"),
        card(number="0011900000170"),
        card(number="００１１９００００017"),
        card(name=""),
        card(name="12345"),
        card(name="Mẫu 2"),
        card(name="Mẫu ２"),
        card(name="Mẫu\u200bThử"),
        card(residence="Xã\x00Mẫu"),
        card(residence="Xã\tMẫu"),
        card(residence="Xã \ud800"),
        CARD_2021 + "|x" * 18,
        card(residence="X" * 2000),
    ],
)
def test_any_other_code_is_no_card_and_says_so_in_a_sentence(text):
    with pytest.raises(NotACard) as refused:
        parse_qr(text)
    said = str(refused.value)
    assert said[0].isupper()
    assert said.endswith(".")
    assert unicodedata.is_normalized("NFC", said)


@pytest.mark.parametrize("old", ["", "012345678", "001090000017"])
def test_an_old_number_has_nine_or_twelve_digits(old):
    read = parse_qr(card(old=old))
    assert (read.old_number, read.warnings) == (old, ())


@pytest.mark.parametrize("name", ["H`Mẫu Niê", "H‘Mẫu Niê", "H´Mẫu Niê", "Anna‑Maria Mẫu"])
def test_a_highland_or_foreign_name_never_turns_a_card_away(name):
    read = parse_qr(card(name=name))
    assert (read.name, read.warnings) == (name, ())


def test_a_card_has_at_most_twenty_four_fields():
    assert len(parse_qr(CARD_2021 + "|x" * 17).extras) == 17
    with pytest.raises(NotACard):
        parse_qr(CARD_2021 + "|x" * 18)


def test_the_63_prefixes_of_provinces_and_those_of_the_foreign_born_raise_no_doubt():
    known = {
        f"{code:03d}"
        for code in range(1000)
        if not identity.number_warnings(f"{code:03d}190000017", None, "")
    }
    assert known == {*PREFIXES.split(), *(str(code) for code in range(100, 1000))}
    assert len(PREFIXES.split()) == 63


def test_a_code_of_two_thousand_characters_is_still_read():
    whole = card(residence="X" * (2000 - len(card(residence=""))))
    assert len(whole) == 2000
    assert parse_qr(whole).residence.startswith("XXX")
    with pytest.raises(NotACard):
        parse_qr(card(residence="X" * (2001 - len(card(residence="")))))


@given(st.text() | st.lists(st.text(max_size=6), max_size=26).map("|".join))
def test_any_text_is_a_card_or_not_a_card(text):
    try:
        read = parse_qr(text)
    except NotACard:
        return
    assert len(read.number) == 12


@given(texts, texts, texts, texts, st.lists(texts, max_size=17))
def test_whatever_else_a_card_says_number_and_name_are_read(old, born, sex, residence, more):
    changed = card(old=old, born=born, sex=sex, residence=residence)
    read = parse_qr("|".join([changed, *more]))
    assert (read.number, read.name) == ("001190000017", "Nguyễn Thị Đức Mẫu")
    assert len(read.extras) == len(more)
    for text in (read.residence, read.old_number, *read.extras):
        assert unicodedata.is_normalized("NFC", text)


def test_a_decomposed_card_reads_the_same_as_a_composed_one():
    assert parse_qr(unicodedata.normalize("NFD", CARD_2024)) == parse_qr(CARD_2024)
    assert parse_qr(f"{CARD_2024}\r\n") == parse_qr(CARD_2024)


def test_stray_spaces_do_not_matter():
    assert parse_qr(CARD_2021.replace("|", " | ").replace(" Thị", "  Thị")) == parse_qr(CARD_2021)


@pytest.mark.parametrize(
    ("born", "child"),
    [("23112008", False), ("24112008", True), ("2008", False), ("23112020", True), ("", False)],
)
def test_somebody_under_eighteen_needs_an_adult_to_file(born, child):
    assert parse_qr(card(born=born)).is_child_on(TODAY) is child


def test_a_childs_card_is_read_without_a_doubt():
    read = parse_qr(CHILD)
    assert read.age_on(TODAY) == 6
    assert read.is_child_on(TODAY)
    assert read.warnings == ()


def test_the_age_is_unknown_without_a_birth_date():
    assert parse_qr(card(born="")).age_on(TODAY) is None


@pytest.mark.parametrize(
    ("born", "sex", "address"),
    [
        ("17051990", "Nữ", "chị"),
        ("17051990", "Nam", "anh"),
        ("23111971", "Nữ", "bà"),
        ("23111971", "Nam", "ông"),
        ("24111971", "Nam", "anh"),
        ("", "Nam", "bà con"),
        ("17051990", "", "bà con"),
    ],
)
def test_people_are_addressed_by_age_and_sex(born, sex, address):
    assert identity.address_form(parse_qr(card(born=born, sex=sex)), TODAY) == address


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_a_masked_number_hides_the_middle_four_digits(number):
    assert identity.mask_number(number) == f"{number[:4]} •••• {number[8:]}"
    assert identity.mask_number_print(number) == f"{number[:4]} **** {number[8:]}"


def test_an_identity_is_a_value():
    assert isinstance(parse_qr(CARD_2021), Identity)
    assert parse_qr(CARD_2021) == parse_qr(CARD_2021)
    assert hash(parse_qr(CARD_2021)) == hash(parse_qr(CARD_2021))
