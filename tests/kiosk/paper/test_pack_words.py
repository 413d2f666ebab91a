"""The words of every pack of this repository, on its papers."""

from pathlib import Path

import pytest

from dossier import loading
from dossier.procedure import Give, Procedure
from kiosk.paper.intake_slip import build
from kiosk.paper.leaflet import build as build_leaflet
from kiosk.paper.leaflet_words import leaflet_of
from kiosk.paper.sealed_papers import intake_slip, words_of
from tests.support.papers import flat, page_texts
from tests.support.sealed_dossier import DOCUMENT, SETTINGS

PACKS = Path(__file__).resolve().parents[3] / "procedures"
SLUGS = sorted(path.parent.name for path in PACKS.glob("*/procedure.yaml"))


def pack(slug: str) -> Procedure:
    blocks = {path.name: path.read_text("utf-8") for path in (PACKS / "blocks").glob("*.yaml")}
    files = {path.name: path.read_text("utf-8") for path in (PACKS / slug).glob("*.yaml")}
    return loading.load(files, blocks)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_leaflet_of_a_pack_names_every_paper_to_bring(slug: str) -> None:
    procedure = pack(slug)

    pdf = build_leaflet(leaflet_of(procedure, SETTINGS, f"MOTCUA:P/{slug.upper()}"))

    printed = flat(pdf)
    assert procedure.words.name in printed
    assert "0214 3000 115" in printed
    for document in procedure.documents:
        name = procedure.words.documents[document.id].name
        assert document.form or name in printed
    assert "Chỉ xem rồi trả lại ngay." in printed or not any(
        document.give is Give.SHOW for document in procedure.documents
    )


def test_a_leaflet_for_known_answers_lists_only_the_papers_of_this_case() -> None:
    procedure = pack("birth-registration")

    pdf = build_leaflet(
        leaflet_of(
            procedure,
            SETTINGS,
            "MOTCUA:P/BIRTH-REGISTRATION",
            hours="Thứ Hai đến thứ Sáu, 7 giờ 30 – 11 giờ 30 và 13 giờ – 17 giờ.",
            required=("declaration", "birth_notice", "applicant_identity"),
            forbidden=("marriage_certificate",),
        )
    )

    printed = flat(pdf)
    assert len(page_texts(pdf)) == 1
    assert procedure.words.documents["birth_notice"].name in printed
    assert procedure.words.not_asked["marriage_certificate"] in printed
    assert "Miễn phí khi đăng ký trong 60 ngày" in printed
    assert procedure.words.documents["surrogacy_record"].name not in printed
    assert "7 giờ 30 – 11 giờ 30" in printed


@pytest.mark.parametrize("slug", SLUGS)
def test_the_slip_takes_its_words_from_the_pack(slug: str) -> None:
    procedure = pack(slug)
    words = words_of(procedure, lambda _code: "")

    slip = intake_slip(DOCUMENT, SETTINGS, words, None)

    assert words.labels.keys() == {document.id for document in procedure.documents}
    assert words.processing_time
    assert not words.processing_time.endswith(".")
    assert words.applicant == procedure.applicant
    assert words.processing_time in flat(build(slip))
