"""What the command line says of a picture: exactly these names, in plain values."""

import json
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
import segno

from kiosk.demo.scene import PAYLOAD
from kiosk.journey.ports import KioskError
from kiosk.scan.inspecting import find_page, read_card, read_codes, scan_page
from kiosk.scan.pixels import frame_of


def code_picture(text):
    code = segno.make_qr(text, encoding="utf-8", error="m")
    dark = np.array([list(row) for row in code.matrix], np.uint8)
    return frame_of(np.kron(1 - np.pad(dark, 4), np.ones((6, 6), np.uint8)) * 255)


def test_codes_are_told_with_their_format_and_text(saved):
    path = saved(code_picture("KH-2026 • Nữ"), "mã.png")
    told = read_codes(path)
    assert told.pop("ms") > 0
    assert told == {"path": str(path), "codes": [{"format": "QRCode", "text": "KH-2026 • Nữ"}]}


def test_a_picture_without_codes_tells_none(saved, bare_desk):
    assert read_codes(saved(bare_desk, "bàn.jpg"))["codes"] == []


@pytest.mark.parametrize("name", ["thẻ.png", "thẻ.jpg"])
def test_the_card_of_the_scene_is_told_whole(saved, card_frame, name):
    told = read_card(saved(card_frame, name))
    assert told.pop("ms") > 0
    assert json.loads(json.dumps(told)) == {
        "path": told["path"],
        "found": True,
        "card": {
            "number": "010198000017",
            "name": "Lò Thị Mẫu",
            "born": "1998-03-12",
            "sex": "female",
            "residence": "Bản Suối Mây, Xã Tả Van, Thị xã Sa Pa, Lào Cai",
            "issued": "2022-08-15",
            "kind": "citizen_identity_card",
            "old_number": "",
            "extras": [],
        },
        "warnings": [],
    }


def test_soft_doubts_of_a_card_are_told(saved, scene):
    male = scene.card(PAYLOAD.replace("|Nữ|", "|Nam|"))
    told = read_card(saved(male, "thẻ.png"))
    assert told["found"]
    assert any("giới tính" in warning for warning in told["warnings"])


@pytest.mark.parametrize(
    "text",
    ["https://example.vn/tra-cuu", "0101980000", "a|b|c|d|e|f|g", "010198000017||Lò Thị"],
    ids=["address", "digits", "other fields", "torn"],
)
def test_a_code_of_something_else_is_no_card(saved, text):
    told = read_card(saved(code_picture(text), "mã.png"))
    assert (told["found"], told["card"]) == (False, None)
    assert len(told["warnings"]) == 1


def test_no_code_is_no_card(saved, bare_desk):
    told = read_card(saved(bare_desk, "bàn.jpg"))
    assert (told["found"], told["card"], told["warnings"]) == (False, None, [])


def test_a_page_is_told_by_its_four_corners(saved, page_frame):
    told = find_page(saved(page_frame, "giấy.jpg"))
    assert set(told) == {"path", "corners", "verdict", "ms"}
    assert list(told["corners"]) == ["tl", "tr", "br", "bl"]
    assert told["corners"]["tl"] == pytest.approx([602, 55], abs=10)
    assert told["corners"]["br"] == pytest.approx([1328, 1024], abs=10)
    assert told["verdict"] == "good"


def test_no_page_has_no_corners(saved, bare_desk):
    told = find_page(saved(bare_desk, "bàn.png"))
    assert (told["corners"], told["verdict"]) == (None, "no_page")


def test_a_scanned_page_is_written_as_picture_and_pdf(saved, page_frame, tmp_path):
    told = scan_page(saved(page_frame, "giấy chứng sinh.jpg"), tmp_path / "ra" / "đây")
    assert set(told) == {"path", "jpeg", "pdf", "width", "height", "verdict", "ms"}
    assert told["verdict"] == "good"
    assert told["height"] > told["width"] > 600
    picture, paper = Path(told["jpeg"]).read_bytes(), Path(told["pdf"]).read_bytes()
    assert picture in paper
    document = pypdfium2.PdfDocument(paper)
    try:
        assert len(document) == 1
    finally:
        document.close()


@pytest.mark.parametrize("look", [read_codes, read_card, find_page])
def test_a_torn_picture_is_named(saved, card_frame, look):
    path = saved(card_frame, "thẻ rách.jpg")
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(KioskError, match=r"thẻ rách\.jpg"):
        look(path)


def test_a_folder_that_cannot_be_written_is_named(saved, page_frame, tmp_path):
    taken = tmp_path / "một tệp"
    taken.write_text("không phải thư mục", encoding="utf-8")
    with pytest.raises(KioskError, match="một tệp"):
        scan_page(saved(page_frame, "giấy.jpg"), taken)
