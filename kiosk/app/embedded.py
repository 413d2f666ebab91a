"""A hub inside this program, for trying out and for counters that are one machine."""

import socket
from pathlib import Path

from hub.config import HubConfig, HubFailed
from hub.server import EmbeddedHub
from kiosk.journey.ports import KioskError, Settings

FOLDER = "hub"


def started_hub(data: Path, settings: Settings, listener: socket.socket) -> EmbeddedHub:
    """The hub of this counter's commune, serving on a bound socket. Raises KioskError."""
    try:
        config = HubConfig(data / FOLDER, agency=settings.agency, hotline=settings.hotline)
        hub = EmbeddedHub(config, listener)
        hub.start()
    except HubFailed as problem:
        raise KioskError(str(problem)) from problem
    return hub
