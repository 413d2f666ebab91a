"""The device's identity and what it knows of its hub, kept in the encrypted database."""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pyrage import RecipientError, encrypt, x25519
from sqlalchemy import delete, insert, select, update
from typing_extensions import override

from dossier.wire import Enrolled, SignedReceipt
from kiosk.journey.ports import Keys, KioskError
from kiosk.store import wording
from kiosk.store.database import Database
from kiosk.store.tables import cursor, device, epoch


class NotEnrolled(KioskError):
    """This kiosk knows no hub yet."""


class DeviceKeys(Keys):
    """An Ed25519 key made at the first opening; it never leaves this object."""

    def __init__(self, database: Database) -> None:
        """Read the key, or make it. Raises StoreFailed."""
        self._database = database
        with database.write() as connection:
            row = connection.execute(select(device)).one_or_none()
            if row is None:
                self._key = Ed25519PrivateKey.generate()
                connection.execute(
                    insert(device).values(id=1, private_key=self._key.private_bytes_raw())
                )
            else:
                self._key = Ed25519PrivateKey.from_private_bytes(row.private_key)
        self._known: str | None = None
        self._hub: Enrolled | None = None
        self._learn(row.enrolled if row is not None else None)

    @property
    def public_key(self) -> bytes:
        """The device's raw Ed25519 public key, 32 bytes."""
        return self._key.public_key().public_bytes_raw()

    @property
    def hub(self) -> Enrolled | None:
        """What the hub answered at enrolment, None before. Raises StoreFailed."""
        if self._hub is None:
            self.look_again()
        return self._hub

    @property
    @override
    def enrolled(self) -> bool:
        """Whether a hub is known."""
        return self.hub is not None

    @property
    @override
    def device(self) -> str:
        """The name the hub gave this device, "" before enrolment."""
        hub = self.hub
        return hub.device if hub is not None else ""

    def look_again(self) -> None:
        """Another program may have joined the hub, or another one. Raises StoreFailed."""
        with self._database.read() as connection:
            self._learn(connection.execute(select(device.c.enrolled)).scalar_one())

    def enrol(self, enrolled: Enrolled) -> None:
        """Keep what the hub answered; a later enrolment replaces it. Raises StoreFailed.

        Events of a hub with another signing key are counted from its beginning.
        """
        known = self.hub
        with self._database.write() as connection:
            if known is not None and known.hub_signing_key != enrolled.hub_signing_key:
                connection.execute(delete(cursor))
                connection.execute(delete(epoch))
            connection.execute(update(device).values(enrolled=enrolled.model_dump_json()))
        self._learn(enrolled.model_dump_json())

    @override
    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature (64 bytes) by the device key."""
        return self._key.sign(message)

    @override
    def seal_for_hub(self, content: bytes) -> bytes:
        """Age ciphertext only the hub can open. Raises NotEnrolled."""
        hub = self.hub
        if hub is None:
            raise NotEnrolled(wording.NOT_ENROLLED)
        try:
            recipient = x25519.Recipient.from_str(hub.hub_recipient)
        except RecipientError as problem:
            raise NotEnrolled(wording.NOT_ENROLLED) from problem
        return bytes(encrypt(content, [recipient]))

    @override
    def receipt_is_genuine(self, receipt: SignedReceipt) -> bool:
        """Whether our hub signed exactly this receipt text, with the key we know it by."""
        return self.hub_signed(receipt.receipt.encode(), receipt.signature, receipt.key_id)

    @override
    def hub_signed(self, message: bytes, signature: str, key_id: str) -> bool:
        """Whether our hub signed exactly these bytes, with the key we know it by."""
        hub = self.hub
        if hub is None or key_id != hub.hub_key_id:
            return False
        try:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(hub.hub_signing_key))
            key.verify(base64.b64decode(signature, validate=True), message)
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True

    def _learn(self, text: str | None) -> None:
        if text != self._known:
            self._hub = Enrolled.model_validate_json(text) if text is not None else None
            self._known = text
