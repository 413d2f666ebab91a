"""Names of people keep their letters, part as forms want them, and fold for search."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.names import NameParts, fold, problems_with_name, split, tidy

VIETNAMESE = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệfghiìíỉĩịjklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvwxyỳýỷỹỵz"
)
MARKED = [
    "H'Mẫu Niê",
    "Y’Thử",
    "H‘Mẫu Niê",
    "HʼMẫu Niê",
    "H`Mẫu Niê",
    "H´Mẫu Niê",
    "Anna-Maria Mẫu",
    "Anna‐Maria Mẫu",
    "Anna‑Maria Mẫu",
    "J. Mẫu",
]
words = st.text(VIETNAMESE + VIETNAMESE.upper(), min_size=1, max_size=7)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)
forms = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])


def errors(name: str) -> list[str]:
    return problems_with_name(name)[0]


def notes(name: str) -> list[str]:
    return problems_with_name(name)[1]


@given(names, forms)
def test_a_name_is_composed_and_spaced_once_however_it_came(name, form):
    typed = unicodedata.normalize(form, f"  {name.replace(' ', '   ')} \t")
    assert tidy(typed) == unicodedata.normalize("NFC", name)
    assert tidy(tidy(typed)) == tidy(typed)


@given(st.text())
def test_tidy_text_is_nfc_without_spaces_at_its_ends(text):
    assert unicodedata.is_normalized("NFC", tidy(text))
    assert tidy(text) == tidy(text).strip()


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Mẫu", "Y", "Ê Ban", "Hồ", "Đặng Thử", "Lò Văn Mẫu", "M̀ Thử", "Ƀuăn Ya"],
)
def test_names_of_vietnams_languages_raise_no_doubt(name):
    assert problems_with_name(name) == ([], [])


@pytest.mark.parametrize("name", MARKED)
def test_marks_of_highland_and_foreign_names_pass_with_a_note(name):
    assert errors(name) == []
    assert notes(name) == ["Tên có dấu nháy, gạch hoặc chấm: xin xem lại cho đúng giấy."]


@pytest.mark.parametrize("name", ["", "   ", "123", "...", "'-"])
def test_a_name_needs_a_letter(name):
    assert errors(name) == ["Tên cần có chữ cái."]


@pytest.mark.parametrize(
    ("name", "sign"),
    [("Mẫu 2", "2"), ("Mẫu@", "@"), ("A_B", "_"), ("Mẫu/Thử", "/"), ("Mẫu😀", "😀")],
)
def test_digits_and_signs_are_refused_by_name(name, sign):
    assert errors(name) == [f"Tên không được có “{sign}”, chỉ có chữ cái."]
    assert notes(name) == []


@pytest.mark.parametrize(
    "name", ["chưa đặt tên", "Chưa Có Tên", "KHÔNG TÊN", "không có", "chua dat ten", "Khong  Co"]
)
def test_words_standing_for_no_name_are_refused_with_what_to_do(name):
    assert "Chưa có tên thì cất hồ sơ" in errors(name)[0]


@pytest.mark.parametrize("name", ["Khổng Cơ", "Khổng Cò", "Khống Tến"])
def test_a_name_that_only_folds_to_such_words_is_a_name(name):
    assert errors(name) == []


def test_a_long_name_passes_with_a_note():
    assert problems_with_name("Nguyễn Thị Mẫu Thử Nghiệm A") == ([], ["Tên khá dài, xin xem lại."])
    assert notes("N" * 25) == []
    assert notes("N" * 26) == ["Tên khá dài, xin xem lại."]


@given(st.text())
def test_no_text_has_both_errors_and_notes_and_all_are_sentences(text):
    refused, noted = problems_with_name(text)
    assert not (refused and noted)
    for sentence in (*refused, *noted):
        assert sentence.endswith(".")
        assert unicodedata.is_normalized("NFC", sentence)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị Đức Mẫu", NameParts("Nguyễn", "Thị Đức", "Mẫu")),
        ("Lò Mẫu", NameParts("Lò", "", "Mẫu")),
        ("Mẫu", NameParts("", "", "Mẫu")),
        ("  ", NameParts("", "", "")),
    ],
)
def test_a_name_parts_into_first_middle_and_last_words(name, parts):
    assert split(name) == parts


@given(names)
def test_the_parts_of_a_name_make_the_name_again(name):
    parts = split(name)
    assert tidy(f"{parts.family} {parts.middle} {parts.given}") == tidy(name)


@given(names, forms)
def test_folded_names_are_plain_letters_whatever_the_form_or_case(name, form):
    folded = fold(name)
    assert folded.isascii()
    assert fold(folded) == folded
    assert fold(unicodedata.normalize(form, name.upper())) == folded


@pytest.mark.parametrize(
    ("text", "folded"), [("Đặng Ươm", "dang uom"), ("HOÀ  Hòa", "hoa hoa"), (" Ê-đê ", "e-de")]
)
def test_folding_drops_marks_and_makes_a_plain_d(text, folded):
    assert fold(text) == folded
