"""From a procedure pack to its leaflet."""

from collections.abc import Collection

from dossier.procedure import Give, Procedure, RequiredDocument
from kiosk.journey.ports import Settings
from kiosk.paper import wording
from kiosk.paper.leaflet import Leaflet
from kiosk.paper.leaflet_blocks import Bring, Card
from kiosk.paper.sealed_papers import counter_name

SHOWN = "Chỉ xem rồi trả lại ngay."


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
        bring=tuple(_bring(procedure, document) for document in always),
        bring_if=tuple(_bring(procedure, document) for document in sometimes),
        not_needed=tuple(spared),
        time=_card("Thời gian", words.time),
        fee=_card("Lệ phí", f"{words.fee} {words.exemptions}"),
        qr=qr,
        help="Không biết làm? Cứ đến, cán bộ giúp.",
        where_and_when=place,
        hotline=settings.hotline,
        source=" · ".join(part for part in source if part),
        version=f"bản {procedure.version}",
    )


def _bring(procedure: Procedure, document: RequiredDocument) -> Bring:
    words = procedure.words.documents[document.id]
    shown = f"{SHOWN} " if document.give is Give.SHOW else ""
    return Bring(words.name, f"{shown}{words.where}".strip())


def _card(title: str, sentences: str) -> Card:
    first, _, rest = sentences.strip().partition(". ")
    return Card(title, first.removesuffix("."), rest.strip())
