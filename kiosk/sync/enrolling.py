"""Joining a hub with a one-time code; the answer is checked before anybody keeps it."""

import base64

from dossier.wire import Enrolled, Enrolment
from kiosk.sync.client import HubClient
from kiosk.sync.errors import EnrolmentRefused, HubForgot, NeedsPerson, NotOurHub, Rejected

KEY_BYTES = 32
"""Length of a raw Ed25519 public key (RFC 8032)."""
AGE_RECIPIENT = "age1"


def enrol(client: HubClient, *, code: str, kiosk: str, name: str, public_key: bytes) -> Enrolled:
    """Join with `code`; what the kiosk must keep comes back, checked.

    `public_key` is this device's raw Ed25519 key. Raises EnrolmentRefused when the code does not
    work, NotOurHub when the answer cannot be a hub's, another TryLater when there is no line.
    """
    key = base64.b64encode(public_key).decode()
    asked = Enrolment(code=code.strip(), kiosk=kiosk, name=name, public_key=key)
    try:
        joined = client.enrol(asked)
    except (Rejected, NeedsPerson, HubForgot) as error:
        raise EnrolmentRefused from error
    if joined.kiosk != kiosk or not joined.device:
        raise EnrolmentRefused
    usable = _is_key(joined.hub_signing_key) and joined.hub_recipient.startswith(AGE_RECIPIENT)
    if not usable or not joined.hub_key_id:
        raise NotOurHub
    return joined


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == KEY_BYTES
    except ValueError:
        return False
