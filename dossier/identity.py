"""The ID card: what its QR code says, with soft warnings, never gates beyond twelve digits.

The 2021 card (TT 06/2021/TT-BCA) holds seven fields separated by `|`; the 2024 card (TT 16/2024)
holds more, whose order is not published: extras are kept raw and only offered.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from dossier.names import problems_with_name, tidy
from dossier.partial_dates import PartialDate

NEW_CARD_FROM = date(2024, 7, 1)
"""Law 26/2023/QH15 in force: cards issued since are “Thẻ căn cước”."""

ADULT_YEARS = 18
ELDER_YEARS = 55
_LEAST_FIELDS, _MOST_FIELDS, _MOST_CHARS = 6, 24, 2000
_NUMBER = re.compile(r"[0-9]{12}")
_OLD_NUMBER = re.compile(r"([0-9]{9}|[0-9]{12})?")
_SEXES = {"nam": "male", "nữ": "female"}
_PROVINCES = frozenset(
    f"{code:03d}"
    for code in (
        *(1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34),
        *(35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68),
        *(70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96),
    )
)
"""Province prefixes of TT 59/2021 (expired); only a warning. Foreign-born have 100 and above."""

_FIRST_FOREIGN = 100


class NotACard(ValueError):
    """The code is not an ID card, or its data are torn; `str()` is a sentence."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a card says about a person."""

    number: str
    name: str
    born: PartialDate | None
    sex: str
    residence: str
    issued: date | None
    old_number: str
    kind: str
    issuer: str
    extras: tuple[str, ...]
    warnings: tuple[str, ...]

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`, None when the birth date is unknown."""
        return self.born.years_before(day) if self.born else None

    def is_child_on(self, day: date) -> bool:
        """Whether an adult must file for this person."""
        age = self.age_on(day)
        return age is not None and age < ADULT_YEARS

    def offers(self) -> tuple[str, ...]:
        """Extra fields that look like names of relatives: to be asked about, never filled in."""
        return tuple(
            extra for extra in self.extras if " " in extra and not problems_with_name(extra)[0]
        )


def parse_qr(text: str) -> Identity:
    """Read the text of a card's QR code. Raises NotACard for everything else."""
    fields = _fields(text)
    number, old_number, name, born, sex, residence = fields[:6]
    issued_text = fields[6] if len(fields) > _LEAST_FIELDS else ""
    if not _NUMBER.fullmatch(number):
        raise NotACard("Mã này không phải của thẻ căn cước: không thấy số định danh 12 chữ số.")
    if not _could_be_name(name):
        raise NotACard("Đọc chưa hết mã trên thẻ: thiếu họ tên. Xin giữ thẻ yên và thử lại.")
    birth, issued = _date(born), _date(issued_text)
    day = issued.earliest if issued and issued.day else None
    warnings = [
        *number_warnings(number, birth, _SEXES.get(sex.casefold(), "")),
        *(["Họ tên trên thẻ có chỗ lạ, xin xem lại."] if problems_with_name(name)[0] else []),
        *([] if birth else ["Không đọc được ngày sinh trên thẻ, xin nhập lại."]),
        *([] if sex.casefold() in _SEXES else ["Không đọc được giới tính trên thẻ."]),
        *([] if _OLD_NUMBER.fullmatch(old_number) else ["Số chứng minh cũ trên thẻ có vẻ sai."]),
    ]
    kind, issuer = card_kind(day)
    return Identity(
        number=number,
        name=tidy(name),
        born=birth,
        sex=_SEXES.get(sex.casefold(), ""),
        residence=tidy(residence),
        issued=day,
        old_number=old_number,
        kind=kind,
        issuer=issuer,
        extras=tuple(fields[7:]),
        warnings=tuple(warnings),
    )


def number_warnings(number: str, born: PartialDate | None, sex: str) -> list[str]:
    """Soft doubts about a 12-digit number: its year, sex and province against the rest."""
    warnings = []
    century, year = int(number[3]) // 2, int(number[4:6])
    if born is not None and born.year != 1900 + 100 * century + year:
        warnings.append(f"Số này thường cho người sinh năm {1900 + 100 * century + year}.")
    if sex and (int(number[3]) % 2 == 1) != (sex == "female"):
        warnings.append("Số này thường cho người giới tính khác, xin xem lại.")
    if number[:3] not in _PROVINCES and int(number[:3]) < _FIRST_FOREIGN:
        warnings.append("Ba số đầu không thấy trong bảng tỉnh, xin xem lại.")
    return warnings


def card_kind(issued: date | None) -> tuple[str, str]:
    """Kind of card and its issuer, by the day of issue."""
    if issued is not None and issued >= NEW_CARD_FROM:
        return "identity_card", "Bộ Công an"
    return "citizen_identity_card", "Cục Cảnh sát quản lý hành chính về trật tự xã hội"


def mask_number(number: str) -> str:
    """The number for a screen others can see: `0101 •••• 0017`."""
    return f"{number[:4]} •••• {number[-4:]}"


def mask_number_print(number: str) -> str:
    """The number for a slip: `0101 **** 0017`."""
    return f"{number[:4]} **** {number[-4:]}"


def address_form(identity: Identity, day: date) -> str:
    """How to address this person: ông, bà, anh or chị; “bà con” when age or sex is unknown."""
    age = identity.age_on(day)
    if age is None or not identity.sex:
        return "bà con"
    if age >= ELDER_YEARS:
        return "bà" if identity.sex == "female" else "ông"
    return "chị" if identity.sex == "female" else "anh"


def _fields(text: str) -> list[str]:
    normal = unicodedata.normalize("NFC", text).strip("\r\n")
    if len(normal) > _MOST_CHARS or "|" not in normal:
        raise NotACard("Mã này không phải của thẻ căn cước. Xin đưa mặt thẻ có mã vuông.")
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cn", "Cs"} for letter in normal):
        raise NotACard("Mã này có ký tự lạ nên máy không nhận. Xin gọi cán bộ xem thẻ.")
    fields = [field.strip() for field in normal.split("|")]
    if not _LEAST_FIELDS <= len(fields) <= _MOST_FIELDS:
        raise NotACard("Đọc chưa hết mã trên thẻ. Xin giữ thẻ yên và thử lại.")
    return fields


def _could_be_name(text: str) -> bool:
    """Letters and no digit: other signs may be the card's own, and are only doubted."""
    return any(map(str.isalpha, text)) and not any(map(str.isdigit, text))


def _date(text: str) -> PartialDate | None:
    try:
        return PartialDate.from_card(text)
    except ValueError:
        return None
