import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.paper import fonts, text
from kiosk.paper.fonts import Face

SIZE = 9.0


@pytest.fixture(autouse=True)
def _faces() -> None:
    fonts.load()


def said(lines: tuple[text.Line, ...]) -> list[str]:
    return ["".join(span.text for span in line.spans) for line in lines]


def test_letters_come_composed_on_one_line_without_control_characters() -> None:
    raw = unicodedata.normalize("NFD", "Nguyễn\tThị\n Mẫu") + "\u200b\x00"

    assert text.clean(raw) == "Nguyễn Thị Mẫu"


@pytest.mark.parametrize(
    "bound",
    [
        "17 giờ 00 phút",
        "ngày 25 tháng 11 năm 2026",
        "thứ Tư",
        "Chủ nhật",
        "16.000 đ",
        "02 bản",
        "số 3",
        "Điều 16",
        "0100 **** 0018",
        "0912 000 147",
    ],
)
def test_dates_hours_sums_and_numbers_are_never_broken(bound: str) -> None:
    fonts.load()
    for before in range(0, 60, 3):
        spans = text.rich(text.glue("w" * before + " " + bound + " sau"), Face.SERIF)
        lines = said(text.wrap(spans, SIZE, 140.0))
        assert any(bound in line for line in lines), lines


def test_a_place_name_stays_together_in_an_address() -> None:
    address = "Số 12B, ngách 47/5, thôn Sín Chải, xã Nậm Mẫu, tỉnh Lào Cai"
    for measure in range(80, 260, 7):
        lines = said(text.wrap(text.rich(text.bind_parts(address), Face.SERIF), SIZE, measure))
        assert any("xã Nậm Mẫu" in line for line in lines)
        assert any("tỉnh Lào Cai" in line for line in lines)


def test_a_word_wider_than_the_line_is_cut_between_letters_and_loses_none() -> None:
    lines = text.wrap(text.rich("A" * 90, Face.SERIF_BOLD), SIZE, 100.0)

    assert "".join(said(lines)) == "A" * 90
    assert all(line.width <= 100.01 for line in lines)


def test_a_short_last_line_takes_words_from_the_line_above() -> None:
    words = "Biên lai gửi qua số điện thoại khi ngân hàng báo có"
    for measure in range(60, 200):
        lines = text.wrap(text.rich(words, Face.SANS), SIZE, float(measure))
        above = said(lines)[-2].split() if len(lines) > 1 else []
        if len(above) > text.STAY + 1:
            assert lines[-1].width >= text.SHORT_TAIL * measure


def test_a_first_line_without_room_stays_empty_rather_than_break_a_word() -> None:
    lines = text.wrap(text.rich("Konstantinovna", Face.SERIF), SIZE, 200.0, first=20.0)

    assert said(lines) == ["", "Konstantinovna"]


def test_balanced_lines_are_the_fewest_and_nearly_even() -> None:
    words = text.rich("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", Face.SERIF_BOLD)

    lines = text.balance(words, 8.6, 150.0)

    assert said(lines) == ["TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG"]


def test_evenness_never_cuts_a_word() -> None:
    words = text.rich(f"{text.bind('Phiếu không ghi số định danh')}. Nhặt được xin trả.", Face.SANS)

    assert said(text.balance(words, 7.4, 150.0)) == [
        "Phiếu không ghi số định danh.",
        "Nhặt được xin trả.",
    ]


def test_marked_words_change_face() -> None:
    spans = text.marked("gọi *0214 3000 115* nhé", Face.SANS, Face.SANS_BOLD)

    assert [(span.text, span.face) for span in spans] == [
        ("gọi ", Face.SANS),
        ("0214 3000 115", Face.SANS_BOLD),
        (" nhé", Face.SANS),
    ]


@pytest.mark.parametrize(
    ("raw", "printed"),
    [("Nguyễn 漢", "Nguyễn ?"), ("①", "1"), ("ﬁ", "fi"), ("K'Ho Ŏ", "K'Ho Ŏ")],
)
def test_letters_without_a_glyph_are_replaced_and_seen(raw: str, printed: str) -> None:
    assert fonts.printable(raw, Face.SERIF) == printed


@given(
    st.text(st.characters(categories=["L", "M", "N", "P", "Zs"]), max_size=120),
    st.floats(30, 400),
)
def test_wrapping_keeps_every_word_and_never_passes_the_measure(raw: str, measure: float) -> None:
    spans = text.rich(text.clean(raw), Face.SERIF)

    lines = text.wrap(spans, SIZE, measure)

    kept = "".join(said(lines)).replace(" ", "")
    assert kept == "".join(text.shown(span.text) for span in spans).replace(" ", "")
    assert all(line.width <= measure + 0.02 for line in lines)


def test_missing_font_files_are_named_in_words(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(fonts.pdfmetrics, "getRegisteredFontNames", list)

    with pytest.raises(fonts.FontsMissing, match=r"thiếu tệp chữ NotoSerif-Regular\.ttf"):
        fonts.load(tmp_path)
