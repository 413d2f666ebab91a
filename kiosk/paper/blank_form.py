"""A form to fill in by hand: what is asked, on dotted lines, as a citizen writes to an office."""

from dataclasses import dataclass

from kiosk.paper import text
from kiosk.paper.fields import Field, Type, field_rows
from kiosk.paper.fonts import Face
from kiosk.paper.parts import MOTTO, STATE, Signatory, Signatures
from kiosk.paper.pen import MM, Pen, baseline, set_lines
from kiosk.paper.sheet import A4, Item, Margins, Page, Sheet, paginate
from kiosk.paper.text import Line

SHEET = Sheet(A4, Margins.millimetres(20, 20, 20, 30))
"""Margins of Decree 30/2020/ND-CP, annex I."""
TYPE = Type(13.0, 20.0)
PLEDGE = "Tôi cam đoan lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật."
PLACE = "…………………, ngày ….. tháng ….. năm …….."
SIGNER = Signatory("Người làm đơn", "(Ký, ghi rõ họ tên)", "")
LONGEST_LABEL = 0.7
"""Of the measure; a longer label stands above its dotted line."""
ROOM = 15 * MM
"""For a hand to sign in."""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A form by its title, whom it is written to, what it asks, and the papers that go with it."""

    title: str
    office: str
    asked: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Running words, centred or from the left edge."""

    words: str
    face: Face = Face.SERIF
    size: float = TYPE.size
    centred: bool = False

    @property
    def _lines(self) -> tuple[Line, ...]:
        spans = text.rich(text.clean(self.words), self.face)
        return tuple(text.wrap(spans, self.size, SHEET.measure))

    @property
    def _leading(self) -> float:
        return self.size * 1.45

    @property
    def height(self) -> float:
        """Its lines."""
        return len(self._lines) * self._leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Write the lines."""
        wide = SHEET.measure if self.centred else None
        set_lines(pen, x, top, self._lines, self.size, self._leading, centred_in=wide)


@dataclass(frozen=True, slots=True)
class Dots:
    """A dotted line to write on."""

    @property
    def height(self) -> float:
        """One leading."""
        return TYPE.leading

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it where words would stand."""
        base = top + baseline(TYPE.size, TYPE.leading)
        pen.dotted(x, x + SHEET.measure, base + 0.22 * TYPE.size)


@dataclass(frozen=True, slots=True)
class Signed:
    """Place, day and signature, in the right half."""

    signatures: Signatures

    @property
    def height(self) -> float:
        """As high as the signature."""
        return self.signatures.height

    def draw(self, pen: Pen, x: float, top: float) -> None:
        """Draw it in the right half."""
        self.signatures.draw(pen, x + SHEET.measure - self.signatures.measure, top)


def pages(form: BlankForm) -> tuple[Page, ...]:
    """The pages of a form, to be drawn on `SHEET`."""
    return paginate(_flow(form), SHEET, 0.0)


def _asked(label: str, space: float) -> list[Item]:
    field = Field(label, "")
    if field.start(TYPE.size) <= LONGEST_LABEL * SHEET.measure:
        return field_rows([field], SHEET.measure, TYPE, space=space)
    return [Item(Words(f"{label}:"), space, group=label), Item(Dots(), group=label)]


def _flow(form: BlankForm) -> list[Item]:
    items = [
        Item(Words(STATE, Face.SERIF_BOLD, centred=True)),
        Item(Words(MOTTO, Face.SERIF_BOLD, 14.0, centred=True)),
        Item(Words(form.title.upper(), Face.SERIF_BOLD, 15.0, centred=True), 9 * MM),
        Item(Words(f"Kính gửi: {form.office}", centred=True), 4 * MM),
    ]
    for number, label in enumerate(form.asked):
        items += _asked(label.rstrip(":"), 6 * MM if number == 0 else 0.0)
    if form.papers:
        items.append(Item(Words("Giấy tờ kèm theo:"), 4 * MM, group="papers"))
        items += [Item(Words(f"- {paper}"), 1 * MM, group="papers") for paper in form.papers]
    signed = Signed(Signatures((SIGNER,), SHEET.measure / 2, TYPE, ROOM))
    return [
        *items,
        Item(Words(PLEDGE), 4 * MM, group="signed"),
        Item(Words(PLACE, Face.SERIF_ITALIC), 4 * MM, group="signed"),
        Item(signed, 2 * MM, group="signed"),
    ]
