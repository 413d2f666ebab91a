"""Filing one visit by itself through the real window, and telling what came of it."""

import json
import shutil
import tempfile
from collections import Counter as Tally
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize

from dossier.identity import NotACard, parse_qr
from dossier.wire import DossierDocument
from kiosk.app.clock import SystemClock
from kiosk.app.config import ASSETS, read
from kiosk.app.counter import Counter, open_counter
from kiosk.app.running import begin_work, eyes
from kiosk.app.screen import open_screen, when_first_drawn
from kiosk.app.slips import SLIPS
from kiosk.demo.album import Album
from kiosk.demo.answers import answers
from kiosk.demo.finger import Finger
from kiosk.demo.scene import BIRTH_NOTICE, SECOND_PAGE, Scene
from kiosk.demo.staging import Held, Stage
from kiosk.demo.visiting import Play, Props, file_visit
from kiosk.demo.visitor import Visitor
from kiosk.journey.ports import CodeReader, Frame
from kiosk.scan.pictures import read_picture
from kiosk.ui.window import Look, application


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show: output folder, window size in pixels, pictures instead of the rendered ones."""

    out: Path
    size: tuple[int, int]
    card: Path | None
    pages: tuple[Path, ...]


def show(wanted: Wanted, *, headless: bool) -> dict[str, Any]:
    """File one visit and return its summary, written to `summary.json` too.

    Raises KioskError for a picture that cannot be read or a store that cannot be opened.
    """
    readers = eyes()
    props = _props(wanted)
    application(["kiosk", *(("-platform", "offscreen") if headless else ())])
    wanted.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kiosk-demo-") as folder:
        data = Path(folder)
        counter = open_counter(data, read(data), SystemClock(), readers)
        try:
            number, finger = _filed(wanted, counter, props, _relation(props.card(), readers.codes))
            summary = _summary(wanted.out, counter, number) | {
                "touches": finger.touches,
                "keys": finger.keys,
            }
        finally:
            counter.close()
        shutil.copyfile(data / SLIPS / f"{number}.pdf", wanted.out / "slip.pdf")
    text = json.dumps(summary, ensure_ascii=False, indent=2)
    (wanted.out / "summary.json").write_text(text + "\n", encoding="utf-8")
    return summary


def _filed(wanted: Wanted, counter: Counter, props: Props, relation: str) -> tuple[str, Finger]:
    stage = Stage()
    screen = open_screen(counter, stage, Look(QSize(*wanted.size)))
    try:
        drawn: list[bool] = []
        when_first_drawn(screen, lambda: drawn.append(True))
        finger = Finger(screen.window.window)
        finger.until(lambda: bool(drawn), "the first frame")
        begin_work(counter)
        today = counter.desk.clock.now().right.date()
        visitor = Visitor(screen.shell, finger, answers(relation, today))
        album = Album(wanted.out / "screens", screen.window.window)
        play = Play(screen.shell, visitor, finger, stage, props, album)
        return file_visit(play), finger
    finally:
        screen.close()


def _summary(out: Path, counter: Counter, number: str) -> dict[str, Any]:
    outbox = counter.store.outbox
    delivery = outbox.by_receipt(number)
    if delivery is None:
        raise LookupError(number)
    document = DossierDocument.model_validate_json(outbox.document(delivery.id))
    states = outbox.moves(delivery.id)
    return {
        "receipt_number": delivery.receipt_number,
        "official_code": delivery.official_code,
        "states": [{"state": state.value, "at": at.isoformat()} for state, at in states],
        "fields_by_source": dict(Tally(answer.source for answer in document.answers)),
        "bytes_sent": delivery.bytes_sent,
        "screens": sorted(path.name for path in (out / "screens").glob("*.png")),
        "slip": str(out / "slip.pdf"),
    }


def _props(wanted: Wanted) -> Props:
    """The card and papers as frames: the pictures given, else drawn ones."""
    scene = Scene(ASSETS / "fonts")
    given = tuple(_held(path) for path in wanted.pages)
    drawn: tuple[Held, ...] = (
        lambda: scene.page(BIRTH_NOTICE, 1),
        lambda: scene.page(SECOND_PAGE, 2),
    )
    return Props(
        card=_held(wanted.card) if wanted.card else scene.card,
        papers={"birth_notice": given or drawn},
    )


def _held(path: Path) -> Held:
    frame = read_picture(path)
    return lambda: frame


def _relation(card: Frame, reader: CodeReader) -> str:
    """Mother or father, by the sex on the card shown."""
    for code in reader.read(card, thorough=True):
        try:
            return "father" if parse_qr(code.text).sex == "male" else "mother"
        except NotACard:
            continue
    return "mother"
