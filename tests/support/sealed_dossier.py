"""One invented sealed dossier, its counter and the words of its papers."""

from datetime import datetime
from typing import Any

from dossier.receipts import make
from dossier.wire import (
    Applicant,
    DossierDocument,
    ProcedureRef,
    SealedAnswer,
    SealedFee,
    SealedMoment,
    SealedObject,
)
from kiosk.journey.ports import Settings
from kiosk.paper.sealed_papers import PaperLabel, PaperWords
from kiosk.paper.wording import VIETNAM

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=VIETNAM)
NUMBER = make("Q03", NOW.date(), 147)
SETTINGS = Settings(
    kiosk="Q03",
    counter="3",
    commune="Xã Nậm Mẫu",
    province="Tỉnh Lào Cai",
    agency="Trung tâm Phục vụ hành chính công xã Nậm Mẫu",
    hotline="02143000115",
)
UNITS = {"10": "tỉnh Lào Cai", "02746": "xã Nậm Mẫu"}
WORDS = PaperWords(
    labels={
        "declaration": PaperLabel("Tờ khai đăng ký khai sinh", returned=False),
        "birth_notice": PaperLabel("Giấy chứng sinh", returned=False),
        "foreign_papers": PaperLabel("Giấy tờ nước ngoài", original=False),
        "applicant_identity": PaperLabel("Căn cước của người đi khai"),
        "authorisation": PaperLabel("Giấy nhờ làm thay"),
    },
    forms=("declaration",),
    applicant={"phone": "a_phone", "email": "a_email", "address": "a_home"},
    unit_name=lambda code: UNITS.get(code, ""),
    processing_time="ngay trong ngày",
    due_explanation="nộp sau 15 giờ thì trả vào ngày làm việc tiếp theo.",
)


def answer(question: str, value: Any) -> SealedAnswer:
    return SealedAnswer(
        question=question, value=value, source="citizen", role="citizen", by="", at=NOW,
        confirmed=True,
    )  # fmt: skip


def thing(document: str, title: str, pages: int) -> SealedObject:
    return SealedObject(
        id=f"o-{document}", document=document, title=title, pages=pages,
        media_type="application/pdf", size=9, sha256="a" * 64, sealed_size=9,
        sealed_sha256="b" * 64,
    )  # fmt: skip


DOCUMENT = DossierDocument(
    id="0193",
    revision=1,
    kiosk="Q03",
    receipt_number=NUMBER,
    lookup_code="7F3K",
    procedure=ProcedureRef(
        slug="birth-registration", version="2026-01-15", code="1.001193",
        name="Thủ tục đăng ký khai sinh",
    ),
    applicant=Applicant(name="VÀNG A THỬ", number="010099000018"),
    received_at=NOW,
    due=datetime(2026, 11, 24, 17, 0, tzinfo=VIETNAM),
    sealed=SealedMoment(wall=NOW, boot_id="b", boot_seconds=1.0, sequence=9),
    answers=(
        answer("a_phone", "0912000147"),
        answer("a_home", {"country": "VN", "province": "10", "commune": "02746",
                          "detail": "Thôn Sín Chải", "text": ""}),
    ),
    shown=("applicant_identity",),
    missing=("authorisation",),
    consent="1",
    declaration="Tôi cam đoan.",
    fees=(SealedFee(id="registration", text="Lệ phí đúng hạn", amount=0),
          SealedFee(id="copies", text="Bản sao giấy khai sinh", amount=16_000)),
    journal="c" * 64,
    objects=(thing("birth_notice", "Giấy chứng sinh", 2), thing("foreign_papers", "x", 3),
             thing("signature", "Chữ ký", 0)),
)  # fmt: skip
