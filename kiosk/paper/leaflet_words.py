"""From a procedure pack to its leaflet."""

import re
from collections.abc import Collection

from dossier.catalogue import Listed, key_of
from dossier.names import fold
from dossier.procedure import Give, Procedure, RequiredDocument
from dossier.sheets import NONE_EXEMPT, Sheet
from kiosk.journey.ports import Settings
from kiosk.paper import wording
from kiosk.paper.blank_form import BlankForm
from kiosk.paper.leaflet import Leaflet
from kiosk.paper.leaflet_blocks import Bring, Card
from kiosk.paper.sealed_papers import counter_name

LONGEST_ANSWER = 30
"""Letters of a first sentence set as one big answer; a longer one is parted at its condition."""
_CONDITION = re.compile(r"[,;:] | (?=(?:khi|nếu|kể từ|với)\b)")
ASK = "Hỏi cán bộ"
HELP = "Không biết làm? Cứ đến, cán bộ giúp."
DOUBT = "Tờ này chưa đối chiếu với bản công bố. Xin hỏi cán bộ trước khi đi."
SHOWN = "Chỉ xem rồi trả lại ngay."


def leaflet_of_listed(listed: Listed, settings: Settings) -> Leaflet:
    """The leaflet of whatever the catalogue knows; its code leads back to it."""
    qr = f"MOTCUA:P/{key_of(listed).upper()}"
    if isinstance(listed, Sheet):
        return leaflet_of_sheet(listed, settings, qr)
    return leaflet_of(listed, settings, qr)


def leaflet_of_sheet(sheet: Sheet, settings: Settings, qr: str) -> Leaflet:
    """The leaflet of an information sheet: where to go, and whether anybody has verified it."""
    spared = sheet.exemptions not in {"", NONE_EXEMPT}
    exempt = f"Miễn, giảm: {sheet.exemptions}" if spared else ""
    checked = f"Xem lại ngày {wording.short_day(sheet.last_checked)}" if sheet.last_checked else ""
    code = f"Mã thủ tục {sheet.code}" if sheet.code else ""
    return Leaflet(
        agency=settings.agency,
        title=sheet.name,
        subtitle=sheet.official,
        bring=tuple(Bring(paper) for paper in sheet.papers),
        bring_if=(),
        not_needed=(),
        time=_card("Thời gian", sheet.time or ASK),
        fee=_card("Lệ phí", f"{(sheet.fee or ASK).removesuffix('.')}. {exempt}"),
        qr=qr,
        help=HELP if sheet.verified else DOUBT,
        where_and_when=f"Nộp tại: {sheet.office}",
        hotline=settings.hotline,
        source=" · ".join(part for part in (code, checked) if part),
        version="tờ hướng dẫn",
        form=_form(sheet),
    )


def _form(sheet: Sheet) -> BlankForm | None:
    if not sheet.form:
        return None
    title, *asked = sheet.form
    enclosed = tuple(paper for paper in sheet.papers if fold(title) not in fold(paper))
    return BlankForm(title, sheet.office, tuple(asked), enclosed)


def leaflet_of(
    procedure: Procedure,
    settings: Settings,
    qr: str,
    *,
    hours: str = "",
    required: Collection[str] | None = None,
    forbidden: Collection[str] | None = None,
) -> Leaflet:
    """The leaflet of a pack version.

    With `required` and `forbidden` (ids found from answers) it lists those papers only; without,
    papers that only some cases need stand apart and papers that only some cases spare are left out.
    `hours` is a sentence on opening hours.
    """
    words = procedure.words
    papers = [document for document in procedure.documents if not document.form]
    if required is None:
        always = [document for document in papers if document.when == "true"]
        sometimes = [document for document in papers if document.when != "true"]
    else:
        always, sometimes = [d for d in papers if d.id in required], []
    spared = [
        words.not_asked[item.id]
        for item in procedure.not_asked
        if (item.when == "true" if forbidden is None else item.id in forbidden)
    ]
    counter = counter_name(settings)
    place = f"{counter[:1].upper()}{counter[1:]}, {settings.agency}. {hours}".strip()
    checked = wording.short_day(procedure.last_checked)
    basis = procedure.legal_basis[0] if procedure.legal_basis else ""
    source = (f"Mã thủ tục {procedure.code}", basis, f"Xem lại ngày {checked}")
    return Leaflet(
        agency=settings.agency,
        title=words.name,
        subtitle=words.summary,
        bring=tuple(_bring(procedure, document, always=True) for document in always),
        bring_if=tuple(_bring(procedure, document, always=False) for document in sometimes),
        not_needed=_listed(spared),
        time=_card("Thời gian", words.time),
        fee=_card("Lệ phí", f"{words.fee} {words.exemptions}"),
        qr=qr,
        help=HELP,
        where_and_when=place,
        hotline=settings.hotline,
        source=" · ".join(part for part in source if part),
        version=f"bản {procedure.version}",
    )


def _bring(procedure: Procedure, document: RequiredDocument, *, always: bool) -> Bring:
    words = procedure.words.documents[document.id]
    shown = f"{SHOWN} " if document.give is Give.SHOW else ""
    told = words.where if always else f"{words.why} {words.where}"
    return Bring(words.name, f"{shown}{told}".strip())


def _card(title: str, sentences: str) -> Card:
    first, _, rest = sentences.strip().partition(". ")
    first, rest = first.removesuffix("."), rest.strip()
    condition = _CONDITION.search(first) if len(first) > LONGEST_ANSWER else None
    if condition is None:
        return Card(title, first, rest)
    said = first[condition.start() :].lstrip(" ,;:")
    return Card(title, first[: condition.start()], f"{said}. {rest}".strip())


def _listed(names: list[str]) -> tuple[str, ...]:
    return tuple(
        name if number == 0 or name[1:2].isupper() else name[:1].lower() + name[1:]
        for number, name in enumerate(names)
    )
