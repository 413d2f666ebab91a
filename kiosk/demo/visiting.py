"""One whole visit: from the home screen to the official code, and back to it by the slip."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.demo.album import Album
from kiosk.demo.finger import Finger, Lost
from kiosk.demo.staging import Held, Stage
from kiosk.demo.visitor import Visitor, shown
from kiosk.ui.shell.view_model import ShellModel

DELIVERY_S = 60.0
HOME_NAME = "Đăng ký khai sinh"
LIFE_EVENT = "Sinh con"


@dataclass(frozen=True, slots=True)
class Props:
    """What the visitor carries: a card, and the pages of each paper by document id."""

    card: Held
    papers: Mapping[str, tuple[Held, ...]]


@dataclass(frozen=True, slots=True)
class Play:
    """Everything one visit needs."""

    shell: ShellModel
    visitor: Visitor
    finger: Finger
    stage: Stage
    props: Props
    album: Album | None = None

    def picture(self, name: str) -> None:
        """Photograph the screen, if somebody wants pictures."""
        if self.album is not None:
            self.finger.until_drawn()
            self.album.take(name)


def begin(play: Play) -> None:
    """From the home screen into the visit."""
    play.picture("home")
    play.finger.tap(LIFE_EVENT)
    play.picture("home-birth")
    play.finger.tap(HOME_NAME)
    play.finger.until(lambda: shown(play.shell, "screen") == "sheet", "the procedure sheet")
    _start(play)


def open_sheet(play: Play, slug: str) -> None:
    """From the sheet of a procedure into the visit."""
    play.shell.openSheet(slug)
    _start(play)


def _start(play: Play) -> None:
    play.picture("sheet")
    play.finger.tap("Bắt đầu làm")
    play.finger.until(lambda: bool(shown(play.shell, "inVisit")), "the visit")


def go_on(play: Play) -> None:
    """Do what the step on the screen asks for, whatever it is."""
    step, _, name = play.visitor.step.partition(":")
    play.picture(f"{step}-{name}" if name else step)
    acts: Mapping[str, Callable[[], None]] = {
        "who": play.visitor.answer,
        "ask": play.visitor.answer,
        "card": lambda: _show_card(play),
        "card_confirm": lambda: play.visitor.confirm("Đúng, là tôi"),
        "notice": lambda: play.visitor.confirm("Tôi đồng ý"),
        "earlier": lambda: play.visitor.confirm("Dùng lại, khỏi gõ"),
        "confirm": lambda: play.visitor.confirm("Đúng hết"),
        "capture": lambda: _photograph(play, name),
        "checklist": lambda: play.visitor.confirm("Xem lại và ký"),
        "review": lambda: _sign(play),
    }
    if step not in acts:
        raise Lost(f"nothing to do at {step!r}")
    acts[step]()


def file_visit(play: Play) -> str:
    """File a whole visit. Returns its receipt number, when the hub has acknowledged it."""
    begin(play)
    while play.visitor.step != "done":
        go_on(play)
    return finish(play)


def finish(play: Play) -> str:
    """From the sealed dossier to the official code; originals back, screen wiped."""
    finger, done = play.finger, play.shell.slices.done
    finger.until(lambda: bool(shown(done, "receiptNumber") and shown(done, "printed")), "the slip")
    number = str(shown(done, "receiptNumber"))
    play.picture("done-kept")
    finger.until(lambda: shown(done, "officialCode") != "", "the official code", DELIVERY_S)
    play.visitor.take_originals()
    play.picture("done-received")
    finger.tap("Xong, về màn hình đầu")
    finger.until(lambda: shown(play.shell, "screen") == "home", "the home screen")
    return number


def look_up(play: Play, slip: Held) -> str:
    """Show a slip to the status screen. Returns the official code it shows."""
    status = play.shell.slices.status
    play.stage.show(slip)
    play.finger.tap("Xem hồ sơ đã nộp")
    play.finger.until(lambda: bool(shown(status, "found")), "the dossier of the slip")
    play.picture("status")
    code = str(shown(status, "officialCode"))
    play.shell.goHome()
    return code


def _show_card(play: Play) -> None:
    play.stage.show(play.props.card)
    play.finger.until(lambda: play.visitor.step != "card", "the card to be read")


def _photograph(play: Play, document: str) -> None:
    pages = play.props.papers.get(document)
    if pages is None:
        raise Lost(f"no paper prepared for {document!r}")
    play.visitor.photograph(pages, play.stage.show, lambda: play.picture(f"captured-{document}"))


def _sign(play: Play) -> None:
    play.visitor.sign(lambda: play.picture("signed"))
