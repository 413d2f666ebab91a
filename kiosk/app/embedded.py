"""A hub inside this program, for trying out and for counters that are one machine."""

import socket
from pathlib import Path

from hub.config import HubConfig, HubFailed
from hub.server import EmbeddedHub
from kiosk.app.config import Config
from kiosk.journey.ports import Clock, KioskError

FOLDER = "hub"


def started_hub(data: Path, config: Config, listener: socket.socket, clock: Clock) -> EmbeddedHub:
    """The hub of this counter's commune, by its clock, on a bound socket. Raises KioskError."""
    try:
        settings = config.settings
        served = HubConfig(
            data / FOLDER,
            agency=settings.agency,
            agency_code=config.agency_code,
            hotline=settings.hotline,
            now=lambda: clock.now().wall,
        )
        hub = EmbeddedHub(served, listener)
        hub.start()
    except HubFailed as problem:
        raise KioskError(str(problem)) from problem
    return hub
