"""What a citizen may see of a dossier with the receipt number and the look-up code."""

import hmac
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeAlias

from sqlalchemy import Row, select

from dossier.receipts import WrongReceiptNumber, parse
from dossier.wire import DossierDocument, Receipt, SignedReceipt, StatusPage
from hub.config import VIETNAM
from hub.database import Database
from hub.problems import Refused
from hub.tables import dossiers, events, receipts
from hub.upstream import Upstream

_Row: TypeAlias = Row[bytes, str | None, bytes | None]

ON_ITS_WAY = "Đang gửi tới nơi tiếp nhận, chưa đủ giấy tờ"
RECEIVED = "Đã tiếp nhận"
REJECTED = "Chưa tiếp nhận được, cán bộ đang xem lại"
SUPPLEMENT = "Cần bổ sung giấy tờ"
REFUSED = "Bị từ chối, xin xem thông báo của cơ quan"
_UNKNOWN = (
    "Không tìm thấy hồ sơ với số biên nhận và mã tra cứu này. "
    "Xin xem lại cả hai trên giấy biên nhận."
)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A status and the applicant's name as far as it may be shown."""

    status: StatusPage
    masked_name: str


def look_up(upstream: Upstream, number: str, code: str) -> Tracked:
    """The newest revision under a receipt number.

    Raises Refused: 404 alike for unknown numbers and wrong codes.
    """
    try:
        asked = str(parse(number))
    except WrongReceiptNumber as problem:
        raise Refused(HTTPStatus.NOT_FOUND, _UNKNOWN, kind="unknown-receipt") from problem
    now = upstream.config.now()
    upstream.guesses.check(asked, now)
    found = [
        (document, row)
        for row in _rows(upstream.database, asked)
        if _equal((document := DossierDocument.model_validate_json(row.document)), code)
    ]
    if not found:
        upstream.guesses.wrong(asked, now)
        raise Refused(HTTPStatus.NOT_FOUND, _UNKNOWN, kind="unknown-receipt")
    document, row = max(found, key=lambda each: each[0].revision)
    return Tracked(_status(upstream.database, document, row), masked(document.applicant.name))


def masked(name: str) -> str:
    """A name its bearer recognises and nobody else: `Nguyễn Thị Mẫu` → `N*** T** M**`."""
    words = unicodedata.normalize("NFC", name).split()
    return " ".join(word[0] + "*" * (len(word) - 1) for word in words)


def _equal(document: DossierDocument, code: str) -> bool:
    return hmac.compare_digest(document.lookup_code.encode(), code.strip().upper().encode())


def _rows(database: Database, number: str) -> Sequence[_Row]:
    with database.read() as connection:
        return connection.execute(
            select(dossiers.c.document, dossiers.c.refusal, receipts.c.signed)
            .join(receipts, receipts.c.dossier == dossiers.c.id, isouter=True)
            .where(dossiers.c.receipt_number == number)
        ).all()


def _status(database: Database, document: DossierDocument, row: _Row) -> StatusPage:
    official_code = None
    if row.signed is not None:
        signed = SignedReceipt.model_validate_json(row.signed)
        official_code = Receipt.model_validate_json(signed.receipt).official_code
        state = _state(database, document.id)
    else:
        state = ON_ITS_WAY if row.refusal is None else REJECTED
    return StatusPage(
        receipt_number=document.receipt_number,
        official_code=official_code,
        procedure=document.procedure.name,
        state=state,
        due=document.due.astimezone(VIETNAM).date() if document.due else None,
    )


def _state(database: Database, dossier: str) -> str:
    """The state of a received dossier in words: the last event that changed it."""
    with database.read() as connection:
        last = connection.execute(
            select(events.c.kind, events.c.data)
            .where(events.c.dossier == dossier, events.c.kind != "code_assigned")
            .order_by(events.c.cursor.desc())
            .limit(1)
        ).one_or_none()
    match last.kind if last is not None else "received":
        case "state_changed" if last is not None:
            return str(json.loads(last.data).get("state", RECEIVED))
        case "supplement_requested":
            return SUPPLEMENT
        case "refused":
            return REFUSED
        case _:
            return RECEIVED
