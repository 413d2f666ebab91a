"""A hub inside this program, for trying out and for counters that are one machine."""

import socket
from pathlib import Path

from hub.config import HubConfig
from hub.server import EmbeddedHub

from kiosk.journey.ports import Settings

FOLDER = "hub"


def embedded_hub(data: Path, settings: Settings, listener: socket.socket) -> EmbeddedHub:
    """The hub of this counter's commune, on the given loopback socket."""
    return EmbeddedHub(HubConfig(data=data / FOLDER, agency=settings.agency), listener)
