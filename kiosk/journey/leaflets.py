"""The leaflet of a procedure, to take home before anything begins."""

from kiosk.journey.desk import Desk
from kiosk.journey.ports import Printed, Printer


class Leaflets:
    """Prints what to bring, how long it takes and what it costs. Slow: run it on a worker."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        self._desk = desk
        self._printer = printer

    def print(self, key: str) -> Printed:
        """The leaflet of a pack or an information sheet. Raises UnknownProcedure, PrinterFailed."""
        today = self._desk.clock.now().right.date()
        return self._printer.leaflet(self._desk.catalogue.listed(key, today))
