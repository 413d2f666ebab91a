"""Kiosks that may speak to this hub, and the one-time codes they join with."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, bindparam, insert, select, update

from dossier.receipts import KIOSK, SPOKEN
from dossier.wire import Enrolled, Enrolment
from hub.config import HubConfig
from hub.database import Database, alone
from hub.keys import HubKeys
from hub.problems import Refused
from hub.tables import devices, enrolment_codes

CODE_LIFE = timedelta(hours=24)
CODE_GROUPS, GROUP = 3, 4
"""Twelve letters of 31: about 59 bits, so a code cannot be guessed or found from its hash."""
MAX_NAME = 200
_WRONG_CODE = "Mã đăng ký không đúng, đã dùng hoặc đã hết hạn. Hãy xin mã mới."

_SPEAKING = select(devices.c.device, devices.c.kiosk, devices.c.public_key).where(
    devices.c.device == bindparam("name"), devices.c.revoked.is_(False)
)
"""Made once: every request asks it."""


@dataclass(frozen=True, slots=True)
class Device:
    """An enrolled kiosk."""

    device: str
    kiosk: str
    public_key: bytes


class Devices:
    """Knows who may speak."""

    def __init__(self, database: Database, config: HubConfig, keys: HubKeys) -> None:
        self._database = database
        self._config = config
        self._keys = keys

    def enrolment_code(self) -> str:
        """A new code, good once and for 24 hours; only its hash is kept."""
        groups = ("".join(secrets.choice(SPOKEN) for _ in range(GROUP)) for _ in range(CODE_GROUPS))
        code = "-".join(groups)
        expires = self._config.now() + CODE_LIFE
        with self._database.write() as connection:
            connection.execute(
                insert(enrolment_codes).values(
                    code_hash=_hash(code), expires_at=f"{expires.timestamp():.0f}"
                )
            )
        return code

    def find(self, device: str) -> Device | None:
        """The device of that name, unless it was revoked."""
        with self._database.read() as connection:
            row = connection.execute(_SPEAKING, {"name": device}).one_or_none()
        return None if row is None else Device(row.device, row.kiosk, row.public_key)

    def enrol(self, asked: Enrolment) -> tuple[Enrolled, bool]:
        """Let a kiosk in, and whether that is new. Raises Refused.

        The same device may repeat its request when the answer was lost. A new machine under the
        same kiosk id takes the place of the old one, which may not speak any more.
        """
        public_key = _key(asked)
        with self._database.write() as connection:
            alone(connection, "enrolment")
            code = self._usable(connection, asked.code)
            known = connection.execute(
                select(devices).where(devices.c.public_key == public_key)
            ).one_or_none()
            if code.used_by is not None and (known is None or known.device != code.used_by):
                raise Refused(HTTPStatus.FORBIDDEN, _WRONG_CODE, kind="enrolment-code")
            device = known.device if known else f"{asked.kiosk}-{secrets.token_hex(4)}"
            self._admit(connection, device, asked, public_key, new=known is None)
            connection.execute(
                update(enrolment_codes)
                .where(enrolment_codes.c.code_hash == code.code_hash)
                .values(used_by=device)
            )
        return self._enrolled(device, asked.kiosk), code.used_by is None

    def _usable(self, connection: Connection, code: str) -> Row[str, str, str | None]:
        row = connection.execute(
            select(enrolment_codes).where(enrolment_codes.c.code_hash == _hash(code))
        ).one_or_none()
        if row is None or int(row.expires_at) < self._config.now().timestamp():
            raise Refused(HTTPStatus.FORBIDDEN, _WRONG_CODE, kind="enrolment-code")
        return row

    def _admit(
        self, connection: Connection, device: str, asked: Enrolment, key: bytes, *, new: bool
    ) -> None:
        values = {"kiosk": asked.kiosk, "name": asked.name, "revoked": False}
        replaced = (devices.c.kiosk == asked.kiosk) & (devices.c.device != device)
        connection.execute(update(devices).where(replaced).values(revoked=True))
        if new:
            at = self._config.now().isoformat()
            connection.execute(
                insert(devices).values(device=device, public_key=key, enrolled_at=at, **values)
            )
        else:
            connection.execute(update(devices).where(devices.c.device == device).values(**values))

    def _enrolled(self, device: str, kiosk: str) -> Enrolled:
        return Enrolled(
            device=device,
            kiosk=kiosk,
            hub=self._config.agency,
            hub_signing_key=self._keys.public_key,
            hub_key_id=self._keys.key_id,
            hub_recipient=self._keys.recipient,
            server_time=self._config.now(),
        )


def _hash(code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(b"enrolment" + typed.encode()).hexdigest()


def _key(asked: Enrolment) -> bytes:
    try:
        raw = base64.b64decode(asked.public_key, validate=True)
        Ed25519PublicKey.from_public_bytes(raw)
    except ValueError as problem:
        detail = "Khóa của máy không đúng dạng Ed25519."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="device-key") from problem
    if not KIOSK.fullmatch(asked.kiosk) or len(asked.name) > MAX_NAME:
        detail = "Mã quầy gồm 2 đến 8 chữ in hoa và số, tên quầy không quá 200 chữ."
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, detail, kind="kiosk-name")
    return raw
