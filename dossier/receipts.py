"""Receipt numbers: minted offline, checkable by eye and machine, unlike any official code.

`Q03-261123-0147-K`: kiosk, day, serial, check character (ISO 7064 MOD 37,36 over the rest).
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SPOKEN = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Letters and digits that cannot be mistaken for one another when read aloud or copied by hand."""

KIOSK = re.compile(r"[A-Z][A-Z0-9]{1,7}")
_SHAPE = re.compile(
    r"([A-Z][A-Z0-9]{1,7})-([0-9]{6})-((?!0000-)[0-9]{4}|[1-9][0-9]{4,})-([A-Z0-9])"
)
_KIOSK_LENGTHS = range(2, 9)
_DAY_LENGTH = 6
_YEARS_WITHOUT_DASHES = range(2026, 2056)
"""Only numbers of these years are read without dashes: it tells nearly all places of them apart."""

_LOOKUP_LENGTH = 4


class WrongReceiptNumber(ValueError):
    """Not one of our numbers, or copied wrongly; `str()` is a sentence."""


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """The parts of a receipt number."""

    kiosk: str
    day: date
    serial: int

    def printed(self) -> str:
        """The form people read: what `str()` gives."""
        return make(self.kiosk, self.day, self.serial)

    __str__ = printed


def make(kiosk: str, day: date, serial: int) -> str:
    """The receipt number of a kiosk's `serial`. Raises ValueError for a wrong kiosk or serial."""
    if not KIOSK.fullmatch(kiosk):
        raise ValueError(f"a kiosk id is 2 to 8 capital letters and digits: {kiosk!r}")
    if serial < 1:
        raise ValueError("serials begin at 1")
    body = f"{kiosk}-{day:%y%m%d}-{serial:04d}"
    return f"{body}-{_check(body)}"


def parse(text: str) -> ReceiptNumber:
    """Read a number as people copy it: any case, spaces or no dashes. Raises WrongReceiptNumber.

    A number without dashes that could be read in two ways is refused too.
    """
    typed = re.sub(r"[\s-]+", "-", text.strip().upper())
    shapes = [found for way in _ways(typed) if (found := _SHAPE.fullmatch(way))]
    if not shapes:
        raise WrongReceiptNumber("Số biên nhận có dạng Q03-261123-0147-K, xin xem lại trên giấy.")
    if _check(typed[:-1]) != typed[-1]:
        raise WrongReceiptNumber("Số biên nhận chép sai một chữ nào đó, xin xem lại trên giấy.")
    numbers = [number for found in shapes if (number := _number(found))]
    if not numbers:
        raise WrongReceiptNumber("Ngày trong số biên nhận không có trong lịch.")
    if "-" not in typed:
        numbers = [number for number in numbers if number.day.year in _YEARS_WITHOUT_DASHES]
        if len(numbers) != 1:
            raise WrongReceiptNumber("Xin gõ số biên nhận có cả dấu gạch ngang như trên giấy.")
    return numbers[0]


def lookup_code(seed: bytes) -> str:
    """Four characters nobody confuses, derived from `seed`; opens the status with the number."""
    value = int.from_bytes(hashlib.sha256(b"lookup" + seed).digest()[:8], "big")
    letters = []
    for _ in range(_LOOKUP_LENGTH):
        value, place = divmod(value, len(SPOKEN))
        letters.append(SPOKEN[place])
    return "".join(letters)


def qr_text(receipt_number: str, lookup_code: str) -> str:
    """What the QR of a slip holds, in QR alphanumeric characters."""
    return f"MOTCUA:S/{receipt_number}/{lookup_code}"


def parse_qr_text(text: str) -> tuple[str, str] | None:
    """Receipt number and look-up code of a slip's QR, None for anything else."""
    found = re.fullmatch(r"MOTCUA:S/([A-Z0-9-]{10,32})/([A-Z0-9]{4})", text)
    if found is None:
        return None
    try:
        number = parse(found[1])
    except WrongReceiptNumber:
        return None
    return str(number), found[2]


def resume_qr_text(code: str) -> str:
    """What the QR of a resume slip holds."""
    return f"MOTCUA:R/{code}"


def parse_resume_qr_text(text: str) -> str | None:
    """The code of a resume slip's QR, None for anything else."""
    found = re.fullmatch(r"MOTCUA:R/([A-Z0-9-]{4,40})", text)
    return found[1] if found else None


def _ways(typed: str) -> Iterator[str]:
    """What was typed, and with dashes at every place they may have been left out."""
    yield typed
    for end in _KIOSK_LENGTHS:
        day = end + _DAY_LENGTH
        yield f"{typed[:end]}-{typed[end:day]}-{typed[day:-1]}-{typed[-1:]}"


def _number(found: re.Match[str]) -> ReceiptNumber | None:
    kiosk, day, serial, _ = found.groups()
    try:
        when = datetime.strptime(day, "%y%m%d").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        return None
    return ReceiptNumber(kiosk, when, int(serial))


def _check(body: str) -> str:
    """ISO 7064 MOD 37,36 check character.

    Finds every wrong character, and of swapped neighbours all but 1 in 630: those between letters
    next to each other in the alphabet.
    """
    modulus = len(ALPHABET)
    product = modulus
    for letter in body.replace("-", ""):
        product = (product + ALPHABET.index(letter)) % modulus or modulus
        product = product * 2 % (modulus + 1)
    return ALPHABET[(modulus + 1 - product) % modulus]
