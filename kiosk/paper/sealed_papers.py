"""From a sealed dossier and the words of its pack to what the papers say."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dossier.identity import mask_number_print
from dossier.procedure import Procedure
from dossier.receipts import WrongReceiptNumber, parse, qr_text
from dossier.wire import DossierDocument, SealedObject
from kiosk.journey.ports import Settings
from kiosk.paper import text, wording
from kiosk.paper.intake_slip import IntakeSlip
from kiosk.paper.papers_table import Paper
from kiosk.paper.parts import Strokes
from kiosk.paper.receipt_roll import ReceiptRoll, RollPaper

RETURNED = "Đã trả lại bản chính"
KEPT = "Lưu hồ sơ"
ON_SCREEN = "Lập trên máy"
SIGNATURE = "signature"
"""Document id of the ink among a dossier's objects; it is no paper."""
MARK = "TTPVHCC (BPTNTKQ)"
"""Letters after the number of form 01, annex I of Circular 03/2025/TT-VPCP."""
ID_DIGITS = 12
"""Digits of a personal identification number; other papers' numbers are shorter."""
NO_EMAIL = "không có"


@dataclass(frozen=True, slots=True)
class PaperLabel:
    """How a required document is listed: its name, original or copy, given back or kept."""

    name: str
    original: bool = True
    returned: bool = True


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What the wire document lacks for printing.

    `labels` is by document id; `forms` are ids of forms filled on the screen itself; `applicant`
    maps `phone`, `email` and `address` to question ids; `unit_name` turns the code of a province or
    commune into its name ("" when unknown).
    """

    labels: Mapping[str, PaperLabel]
    forms: tuple[str, ...] = ()
    applicant: Mapping[str, str] = field(default_factory=dict)
    unit_name: Callable[[str], str] = lambda _code: ""
    processing_time: str = ""
    due_explanation: str = ""
    return_at: str = ""
    mark: str = MARK
    officer: str = ""
    ink: Strokes = ()


def words_of(procedure: Procedure, unit_name: Callable[[str], str]) -> PaperWords:
    """The words of a pack version for its papers.

    The first sentence of the pack's time is the processing time, the rest explains the due date.
    """
    words = procedure.words
    first, _, rest = words.time.partition(". ")
    return PaperWords(
        labels={
            document.id: PaperLabel(
                words.documents[document.id].name, document.original, document.returned
            )
            for document in procedure.documents
        },
        forms=tuple(d.id for d in procedure.documents if d.form and d.when == "true"),
        applicant=procedure.applicant,
        unit_name=unit_name,
        processing_time=_lowered(first.removesuffix(".")),
        due_explanation=_lowered(rest),
    )


def intake_slip(
    document: DossierDocument, settings: Settings, words: PaperWords, official_code: str | None
) -> IntakeSlip:
    """Form 01 of a sealed dossier."""
    parent, agency = agency_lines(settings)
    state, sentence = _payment(document)
    return IntakeSlip(
        parent=parent,
        agency=agency,
        number=f"{_short_number(document.receipt_number)}/{words.mark}",
        place=wording.without_unit_kind(settings.commune),
        receipt_number=document.receipt_number,
        lookup_code=document.lookup_code,
        qr=qr_text(document.receipt_number, document.lookup_code),
        official_code=official_code,
        applicant=document.applicant.name,
        applicant_number=_masked(document.applicant.number),
        phone=_answer(document, words, "phone"),
        email=_answer(document, words, "email") or NO_EMAIL,
        address=_answer(document, words, "address"),
        request=_request(document),
        papers=_papers(document, words),
        received=document.received_at,
        due=document.due,
        hotline=settings.hotline,
        processing_time=words.processing_time,
        due_explanation=words.due_explanation,
        return_at=words.return_at or f"{counter_name(settings)}, {settings.agency}",
        missing=_missing(document, words),
        fees=_fees(document),
        payment_state=state,
        payment_sentence=sentence,
        officer=words.officer,
        signed=any(item.document == SIGNATURE for item in document.objects),
        ink=words.ink,
    )


def receipt_roll(
    document: DossierDocument, settings: Settings, words: PaperWords, official_code: str | None
) -> ReceiptRoll:
    """The 80 mm receipt of a sealed dossier."""
    parent, agency = agency_lines(settings)
    state, sentence = _payment(document)
    return ReceiptRoll(
        parent=parent,
        agency=agency,
        counter=_capital(counter_name(settings)),
        kiosk=document.kiosk,
        receipt_number=document.receipt_number,
        lookup_code=document.lookup_code,
        qr=qr_text(document.receipt_number, document.lookup_code),
        official_code=official_code,
        applicant=document.applicant.name,
        phone=_answer(document, words, "phone"),
        request=_request(document),
        papers=tuple(_on_roll(paper) for paper in _papers(document, words)),
        received=document.received_at,
        due=document.due,
        hotline=settings.hotline,
        missing=_missing(document, words),
        fees=_fees(document),
        payment_state=state,
        payment_sentence=sentence,
    )


def agency_lines(settings: Settings) -> tuple[str, str]:
    """Parent and own line of the masthead, in capitals; the commune is not said twice."""
    agency, commune = text.clean(settings.agency).upper(), text.clean(settings.commune).upper()
    if agency.startswith("ỦY BAN NHÂN DÂN"):
        return f"ỦY BAN NHÂN DÂN {text.clean(settings.province).upper()}".strip(), agency
    return f"ỦY BAN NHÂN DÂN {commune}".strip(), agency.removesuffix(commune).strip() or agency


def counter_name(settings: Settings) -> str:
    """The counter as it stands in a sentence: `quầy số 3`."""
    counter = text.clean(settings.counter)
    return f"quầy số {counter}" if re.fullmatch(r"\d+", counter) else _lowered(counter)


def _short_number(receipt_number: str) -> str:
    try:
        number = parse(receipt_number)
    except WrongReceiptNumber:
        return receipt_number
    return f"{number.kiosk}-{number.serial:04d}"


def _papers(document: DossierDocument, words: PaperWords) -> tuple[Paper, ...]:
    handed = {item.document for item in document.objects}
    forms = [
        Paper(_name(words, form), original=True, copy=False, shown=False, pages=None,
              handling=ON_SCREEN)
        for form in words.forms
        if form not in handed and document.declaration
    ]  # fmt: skip
    objects = [_handed_in(item, words) for item in document.objects if item.document != SIGNATURE]
    shown = [
        Paper(_name(words, paper), original=False, copy=False, shown=True, pages=None,
              handling=RETURNED)
        for paper in document.shown
    ]  # fmt: skip
    return (*forms, *objects, *shown)


def _handed_in(item: SealedObject, words: PaperWords) -> Paper:
    label = words.labels.get(item.document, PaperLabel(item.title))
    return Paper(
        name=label.name,
        original=label.original,
        copy=not label.original,
        shown=False,
        pages=item.pages or None,
        handling=RETURNED if label.returned else KEPT,
    )


def _on_roll(paper: Paper) -> RollPaper:
    if paper.shown:
        return RollPaper(paper.name, "đã trả lại")
    return RollPaper(paper.name, f"{paper.pages} trang" if paper.pages else "đã nhận")


def _missing(document: DossierDocument, words: PaperWords) -> tuple[str, ...]:
    return tuple(_name(words, item) for item in document.missing)


def _name(words: PaperWords, document_id: str) -> str:
    label = words.labels.get(document_id)
    return label.name if label else document_id


def _fees(document: DossierDocument) -> tuple[tuple[str, int], ...]:
    return tuple((fee.text, fee.amount) for fee in document.fees)


def _payment(document: DossierDocument) -> tuple[str, str]:
    if any(fee.amount for fee in document.fees):
        return "NỘP TẠI QUẦY", "Chưa thu tiền. Nộp tiền tại quầy và lấy biên lai khi nộp."
    return "KHÔNG MẤT TIỀN", "Hồ sơ này không phải nộp phí, lệ phí."


def _masked(number: str) -> str:
    if len(number) < ID_DIGITS:
        return f"**** {number[-3:]}" if number else ""
    return mask_number_print(number)


def _request(document: DossierDocument) -> str:
    name = _capital(text.clean(document.procedure.name).removeprefix("Thủ tục ").strip())
    return f"{name} ({document.procedure.code})" if document.procedure.code else name


def _answer(document: DossierDocument, words: PaperWords, part: str) -> str:
    question = words.applicant.get(part)
    for answer in document.answers:
        if answer.question == question:
            return _plain(answer.value, words)
    return ""


def _plain(value: object, words: PaperWords) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, Mapping):
        return ""
    units = [words.unit_name(str(value.get(unit) or "")) for unit in ("commune", "province")]
    parts = [str(value.get("detail") or ""), *units]
    said = ", ".join(part for part in parts if part)
    return said if any(units) else str(value.get("text") or said)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
