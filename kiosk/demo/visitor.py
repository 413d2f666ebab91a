"""A visitor at the kiosk: reads what the screen asks and answers it with one finger."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject

from dossier.names import fold
from kiosk.demo import typing
from kiosk.demo.finger import Finger, Lost
from kiosk.demo.staging import Held
from kiosk.ui.shell.view_model import ShellModel

CONTINUE = "Tiếp tục"
SKIP = "Không có, bỏ qua câu này"
CLEAR = "Xóa hết chữ trong ô"
LEAP = 10
SHOT_S = 15.0
"""How long the visitor lets the machine shoot by itself before pressing the button."""
SIGNATURE = ((0.15, 0.6), (0.25, 0.35), (0.35, 0.7), (0.5, 0.4), (0.62, 0.66), (0.8, 0.45))

Show = Callable[[Held], None]


def shown(model: QObject, name: str) -> Any:  # noqa: ANN401  (what QML sees has no Python type)
    """A property as the screen sees it."""
    return model.property(name)


class Chosen(str):
    """A line to tap rather than a word to type."""

    __slots__ = ()


class Visitor:
    """Answers questions by their ids, whatever order they come in."""

    def __init__(self, shell: ShellModel, finger: Finger, answers: Mapping[str, Any]) -> None:
        self._shell = shell
        self._question = shell.slices.question
        self._capture = shell.slices.capture
        self._finger = finger
        self._answers = answers

    @property
    def step(self) -> str:
        """The step on the screen."""
        return str(shown(self._shell, "step"))

    def answer(self) -> None:
        """Answer the question on the screen and go on. Raises Lost for one not prepared for."""
        on = self.fill()
        self._and_on(lambda: self._finger.tap(on))

    def fill(self) -> str:
        """Fill in the question on the screen. Returns the name of the button that goes on."""
        model = self._question
        question = str(shown(model, "question"))
        if question not in self._answers:
            raise Lost(f"nothing prepared for {question!r}")
        value = self._answers[question]
        if value == "" and shown(model, "skippable"):
            return SKIP
        self._put(str(shown(model, "kind")), value)
        return CONTINUE

    def confirm(self, primary: str) -> None:
        """Read a screen to its end, then press its main button."""
        self._finger.to_the_end()
        self._and_on(lambda: self._finger.tap(primary))

    def photograph(self, pages: Sequence[Held], show: Show, finished: Callable[[], None]) -> None:
        """Lay pages under the camera one by one; press the button if the machine does not."""
        model = self._capture
        for number, page in enumerate(pages, start=1):
            show(page)
            if number > 1:
                if shown(model, "full"):
                    break
                self._finger.tap("Thêm trang")
            try:
                self._taken(number, SHOT_S)
            except Lost:
                self._finger.tap("Chụp ngay")
                self._taken(number, SHOT_S)
        finished()
        self._and_on(lambda: self._finger.tap("Đủ trang rồi"))

    def sign(self, signed: Callable[[], None]) -> None:
        """Read everything, tick the declaration, sign with a finger and file."""
        self._finger.to_the_end()
        self._finger.tap(str(shown(self._shell.slices.review, "declaration")))
        self._finger.draw(self._finger.drawing_area(), SIGNATURE)
        signed()
        self._and_on(lambda: self._finger.tap("Ký và nộp"))

    def take_originals(self) -> None:
        """Tick every original that is back in hand."""
        for original in list(shown(self._shell.slices.done, "originals")):
            if not original["returned"]:
                pages = f", {original['pages']} trang" if original["pages"] else ""
                self._finger.tap(f"{original['name']}{pages}")

    def _taken(self, number: int, seconds: float) -> None:
        self._finger.until(
            lambda: len(shown(self._capture, "pages")) >= number, f"page {number}", seconds
        )

    def _and_on(self, act: Callable[[], None]) -> None:
        """Act, then wait for another step; a soft warning is read and pressed away."""
        before = self.step
        act()
        model = self._question
        self._finger.until(
            lambda: (
                self.step != before or bool(shown(model, "warning")) or bool(shown(model, "error"))
            ),
            "the next step",
        )
        if self.step == before and shown(model, "error"):
            raise Lost(f"{before}: {shown(model, 'error')}")
        if self.step == before:
            act()
            self._finger.until(lambda: self.step != before, "the next step")

    def _put(self, kind: str, value: Any) -> None:  # noqa: ANN401  (one question's value)
        match kind:
            case "choice" | "yes_no":
                self._choose({True: "yes", False: "no"}.get(value, value))
            case "date" | "partial_date":
                self._date(kind, str(value))
            case "country" | "ethnic_group":
                self._pick(str(value))
            case "address":
                self._place(value)
            case "number":
                self._count(int(value))
            case "rows":
                self._rows(value)
            case "id_number" | "phone":
                self._clear()
                for digit in str(value):
                    self._finger.key(digit)
            case _:
                self._clear()
                self._type(str(value))
                if shown(self._question, "value") != value:
                    raise Lost(f"typed {shown(self._question, 'value')!r} for {value!r}")

    def _choose(self, key: str) -> None:
        choice = next(c for c in shown(self._question, "choices") if c["key"] == key)
        hint = f", {choice['hint']}" if choice["hint"] else ""
        self._finger.tap(f"{choice['label']}{hint}")

    def _date(self, kind: str, wanted: str) -> None:
        parts = [int(part) for part in wanted.split("-")]
        if kind == "partial_date" and len(parts) == 1:
            self._finger.tap("Chỉ nhớ năm")
        for name, target in zip(("Năm", "Tháng", "Ngày"), parts, strict=False):
            self._dial(name, target)
        if shown(self._question, "value") == "":
            self._finger.tap("Hôm nay")

    def _dial(self, name: str, target: int) -> None:
        dial = self._finger.dial(name)

        def reads() -> int:
            return int(dial.property("value"))

        leap = f"10 {name} trước"
        while reads() - target >= LEAP and self._finger.sees(leap):
            self._finger.tap(leap)
        back = reads() > target
        way = f"{name} trước" if back else f"{name} sau"
        self._finger.hold_until(way, lambda: reads() <= target if back else reads() >= target)
        self._finger.tap_until(f"{name} sau", lambda: reads() >= target)
        self._finger.tap_until(f"{name} trước", lambda: reads() <= target)

    def _pick(self, name: str) -> None:
        for letter in fold(name):
            self._press(letter)
        self._finger.tap(name)

    def _place(self, wanted: Mapping[str, str]) -> None:
        place = self._question.places
        while shown(place, "stage") != "detail":
            name = wanted[shown(place, "stage")]
            for letter in fold(name):
                self._press(letter)
            label = next(row for row in shown(place, "options") if name in row["label"])
            second = f", {label['second']}" if label["second"] else ""
            self._finger.tap(f"{label['label']}{second}")
        if shown(place, "detail") != wanted["detail"]:
            self._clear()
            self._type(wanted["detail"])

    def _count(self, wanted: int) -> None:
        model = self._question
        self._finger.tap_until("Thêm một", lambda: int(shown(model, "value")) >= wanted)
        self._finger.tap_until("Bớt một", lambda: int(shown(model, "value")) <= wanted)

    def _rows(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Fill a table; each row by the labels of its fields."""
        for number, row in enumerate(rows, start=1):
            self._finger.tap("Thêm dòng đầu tiên" if number == 1 else "Thêm một dòng nữa")
            for label, value in row.items():
                part = f"{label}, dòng {number}"
                if isinstance(value, Chosen):
                    self._finger.tap(value)
                elif isinstance(value, str):
                    self._finger.write_in(part)
                    self._type(value)
                else:
                    for _ in range(value - 1):
                        self._finger.tap(f"Thêm một, {part}")

    def _clear(self) -> None:
        if self._finger.sees(CLEAR):
            self._finger.tap(CLEAR)

    def _type(self, text: str) -> None:
        for character in text:
            self._press(character)

    def _press(self, character: str) -> None:
        finger = self._finger
        if character == " ":
            finger.key(typing.SPACE)
            return
        if typing.on_letters(character) and finger.sees(typing.LETTERS):
            finger.key(typing.LETTERS)
        if not typing.on_letters(character):
            if finger.sees(typing.DIGITS):
                finger.key(typing.DIGITS)
            finger.key(character)
            return
        letter, *marks = typing.keys_of(character)
        wanted = letter.upper() if character.isupper() else letter
        if not finger.sees(wanted):
            finger.key(typing.SHIFT)
        for key in (wanted, *marks):
            finger.key(key)
