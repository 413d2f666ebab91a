"""Every information sheet prints as a leaflet that says where to go and what to bring."""

from datetime import date

import pytest

from kiosk.paper.leaflet import build
from kiosk.paper.leaflet_words import leaflet_of_listed
from tests.support.booth import SETTINGS, reference
from tests.support.papers import codes, flat, page_images, page_texts

DAY = date(2026, 11, 24)
CATALOGUE = reference().catalogue


@pytest.mark.parametrize("sheet", CATALOGUE.sheets[::12], ids=lambda sheet: sheet.key)
def test_it_names_the_office_every_paper_and_the_hotline(sheet):
    pdf = build(leaflet_of_listed(sheet, SETTINGS))
    printed = flat(pdf)
    assert len(page_texts(pdf)) <= 2
    for words in (sheet.name, sheet.office, *sheet.papers):
        assert " ".join(words.split()) in printed
    assert ("chưa đối chiếu" in printed) is not sheet.verified
    assert codes(page_images(pdf, 110)[0]) == [f"MOTCUA:P/{sheet.key.upper()}"]


def test_a_pack_and_a_sheet_are_both_listed():
    for key in ("birth-registration", CATALOGUE.sheets[0].key):
        made = leaflet_of_listed(CATALOGUE.listed(key, DAY), SETTINGS)
        assert made.qr == f"MOTCUA:P/{key.upper()}"


def test_a_form_to_fill_in_follows_the_leaflet_and_asks_everything():
    (sheet,) = (sheet for sheet in CATALOGUE.sheets if sheet.form)
    pdf = build(leaflet_of_listed(sheet, SETTINGS))
    assert len(page_texts(pdf)) == 2
    title, *asked = sheet.form
    written = " ".join(page_texts(pdf)[1].split())
    assert title.upper() in written
    for label in asked:
        assert f"{label}:" in written
    assert "Kính gửi: Ủy ban nhân dân cấp xã" in written
    assert "Tôi cam đoan" in written


def test_a_long_form_loses_nothing_and_a_long_label_stands_above_its_line():
    asked = (*(f"Điều thứ {number} cần khai" for number in range(1, 61)), ("Rất dài " * 20).strip())
    sheet = CATALOGUE.sheets[0].model_copy(update={"form": ("Đơn dài", *asked)})
    written = " ".join(flat(build(leaflet_of_listed(sheet, SETTINGS))).split())
    assert all(f"{label}:" in written for label in asked)
