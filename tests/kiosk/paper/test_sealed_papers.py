from dataclasses import replace
from typing import Any

import pytest

from dossier.receipts import parse_qr_text, qr_text
from dossier.wire import Applicant
from kiosk.paper import intake_slip, receipt_roll
from kiosk.paper.sealed_papers import PaperWords
from kiosk.paper.sealed_papers import intake_slip as slip_of
from kiosk.paper.sealed_papers import receipt_roll as roll_of
from tests.support.papers import codes, flat, page_images
from tests.support.sealed_dossier import DOCUMENT, NUMBER, SETTINGS, WORDS, answer


def test_form_01_says_what_the_sealed_dossier_holds() -> None:
    slip = slip_of(DOCUMENT, SETTINGS, WORDS, None)

    assert (slip.parent, slip.agency) == (
        "ỦY BAN NHÂN DÂN XÃ NẬM MẪU",
        "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    )
    assert slip.request == "Đăng ký khai sinh (1.001193)"
    assert slip.applicant_number == "0100 **** 0018"
    assert slip.address == "Thôn Sín Chải, xã Nậm Mẫu, tỉnh Lào Cai"
    assert slip.email == "không có"
    assert slip.number == "Q03-0147/TTPVHCC (BPTNTKQ)"
    assert slip.place == "Nậm Mẫu"
    assert slip.return_at == "quầy số 3, Trung tâm Phục vụ hành chính công xã Nậm Mẫu"
    assert slip.missing == ("Giấy nhờ làm thay",)
    assert slip.signed
    assert slip.payment_state == "NỘP TẠI QUẦY"


def test_papers_are_listed_as_handed_in_copied_or_only_shown() -> None:
    papers = slip_of(DOCUMENT, SETTINGS, WORDS, None).papers

    assert [(p.name, p.original, p.copy, p.shown, p.pages, p.handling) for p in papers] == [
        ("Tờ khai đăng ký khai sinh", True, False, False, None, "Lập trên máy"),
        ("Giấy chứng sinh", True, False, False, 2, "Lưu hồ sơ"),
        ("Giấy tờ nước ngoài", False, True, False, 3, "Đã trả lại bản chính"),
        ("Căn cước của người đi khai", False, False, True, None, "Đã trả lại bản chính"),
    ]


def test_the_code_of_the_printed_slip_opens_the_status_of_this_dossier() -> None:
    slip = slip_of(DOCUMENT, SETTINGS, WORDS, "H99.015.07-261125-010012")
    (found,) = codes(page_images(intake_slip.build(slip), 150)[0])

    assert found == qr_text(NUMBER, "7F3K")
    assert parse_qr_text(found) == (NUMBER, "7F3K")


def test_the_full_number_of_the_applicant_is_on_no_paper() -> None:
    slip = flat(intake_slip.build(slip_of(DOCUMENT, SETTINGS, WORDS, None)))
    roll = flat(receipt_roll.build(roll_of(DOCUMENT, SETTINGS, WORDS, None)))

    assert "010099000018" not in slip.replace(" ", "")
    assert "010099000018" not in roll.replace(" ", "")
    assert "0100 **** 0018" in slip
    assert "0100" not in roll


def test_the_roll_counts_pages_and_names_the_counter() -> None:
    roll = roll_of(DOCUMENT, SETTINGS, WORDS, None)

    assert roll.counter == "Quầy số 3"
    assert [(p.name, p.what) for p in roll.papers] == [
        ("Tờ khai đăng ký khai sinh", "đã nhận"),
        ("Giấy chứng sinh", "2 trang"),
        ("Giấy tờ nước ngoài", "3 trang"),
        ("Căn cước của người đi khai", "đã trả lại"),
    ]


@pytest.mark.parametrize(
    ("number", "shown"), [("", ""), ("B1234567", "**** 567"), ("010099000018", "0100 **** 0018")]
)
def test_numbers_of_any_length_are_masked(number: str, shown: str) -> None:
    document = DOCUMENT.model_copy(update={"applicant": Applicant(name="A", number=number)})

    assert slip_of(document, SETTINGS, WORDS, None).applicant_number == shown


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("Thôn Sín Chải", "Thôn Sín Chải"),
        ({"text": "Bản cũ, xã cũ", "commune": "", "province": ""}, "Bản cũ, xã cũ"),
        ({"country": "LA", "detail": "Bản Mẫu, tỉnh Phong Sa Lỳ"}, "Bản Mẫu, tỉnh Phong Sa Lỳ"),
        ({}, ""),
        (7, ""),
    ],
)
def test_an_address_is_printed_from_whatever_was_answered(home: Any, said: str) -> None:
    document = DOCUMENT.model_copy(update={"answers": (answer("a_home", home),)})

    assert slip_of(document, SETTINGS, WORDS, None).address == said


def test_a_receipt_number_of_another_shape_is_printed_whole() -> None:
    document = DOCUMENT.model_copy(update={"receipt_number": "OLD-7"})

    assert slip_of(document, SETTINGS, WORDS, None).number == "OLD-7/TTPVHCC (BPTNTKQ)"


def test_a_free_dossier_says_that_nothing_is_to_be_paid() -> None:
    document = DOCUMENT.model_copy(update={"fees": DOCUMENT.fees[:1]})

    slip = slip_of(document, SETTINGS, WORDS, None)

    assert slip.payment_state == "KHÔNG MẤT TIỀN"
    assert "Nộp" not in slip.payment_sentence


def test_a_people_s_committee_stands_under_its_province() -> None:
    settings = replace(SETTINGS, agency="Ủy ban nhân dân xã Nậm Mẫu")

    slip = slip_of(DOCUMENT, settings, WORDS, None)

    assert slip.parent == "ỦY BAN NHÂN DÂN TỈNH LÀO CAI"
    assert slip.agency == "ỦY BAN NHÂN DÂN XÃ NẬM MẪU"


def test_ids_without_a_label_are_printed_by_title_or_id_rather_than_lost() -> None:
    bare = PaperWords(labels={})

    slip = slip_of(DOCUMENT, SETTINGS, bare, None)

    assert [paper.name for paper in slip.papers] == [
        "Giấy chứng sinh",
        "x",
        "applicant_identity",
    ]
    assert slip.missing == ("authorisation",)
