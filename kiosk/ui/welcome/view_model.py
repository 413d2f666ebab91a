"""Home and procedure sheet: what can be done here, and what to bring."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.catalogue import Door, Listed
from dossier.life_events import LifeEvent
from dossier.sheets import Sheet
from kiosk.journey.beginning import Beginning
from kiosk.journey.leaflets import Leaflets
from kiosk.journey.ports import Printed
from kiosk.journey.pressure import Alarm
from kiosk.journey.watching import Watching
from kiosk.ui.jobs import JobRunner, Result
from kiosk.ui.qml_types import made_in_python
from kiosk.ui.welcome.shown import information, leaflet_words, sheet, tile

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_SHOWN = 24


@QmlElement
@made_in_python
class HomeModel(QObject):
    """What is offered today: life events, the procedures of one, or what the words mean.

    `approached` tells that somebody began to look for something, `left` that nobody does any more.
    """

    changed = Signal()
    chosen = Signal(str)
    approached = Signal()
    left = Signal()
    warned = Signal()

    def __init__(
        self, beginning: Beginning, watching: Watching, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._beginning = beginning
        self._watching = watching
        self._words, self._searching = "", False
        self._event: LifeEvent | None = None
        self._level, self._warning = Alarm.FINE, ""
        self.refresh()

    def refresh(self) -> None:
        """Look at the counter again."""
        seen = self._watching.warning()
        if seen != (self._level, self._warning):
            self._level, self._warning = seen
            self.warned.emit()

    def _get_warning(self) -> str:
        return self._warning

    warning = Property(str, _get_warning, notify=warned)

    def _get_stopped(self) -> bool:
        return self._level is Alarm.STOP

    stopped = Property(bool, _get_stopped, notify=warned)

    def _get_procedures(self) -> list[dict[str, Any]]:
        return [tile(door) for door in self._offered()[:MOST_SHOWN]]

    procedures = Property(list, _get_procedures, notify=changed)

    def _get_words(self) -> str:
        return self._words

    words = Property(str, _get_words, notify=changed)

    def _get_searching(self) -> bool:
        return self._searching

    searching = Property(bool, _get_searching, notify=changed)

    def _get_life_event(self) -> str:
        return "" if self._event is None else self._event.name

    lifeEvent = Property(str, _get_life_event, notify=changed)

    @property
    def looking(self) -> bool:
        """Whether somebody looks for something; if not, the life events are shown."""
        return self._searching or self._event is not None

    @Slot()
    def seek(self) -> None:
        """Let the citizen say in words what they come for."""
        self._searching = True
        self._tell()

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the procedures matching these words."""
        self._words = words
        self.changed.emit()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Show what a life event may need, or open the sheet of a procedure."""
        events = [door for door in self._beginning.doors() if isinstance(door, LifeEvent)]
        chosen = {event.id: event for event in events}.get(key)
        if chosen is None:
            self.chosen.emit(key)
        else:
            self._event = chosen
            self._tell()

    @Slot()
    def leave(self) -> None:
        """Back to the life events."""
        self._words, self._searching, self._event = "", False, None
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        (self.approached if self.looking else self.left).emit()

    def _offered(self) -> tuple[Door | Listed, ...]:
        if self._words.strip():
            return self._beginning.offered(self._words)
        if self._event is not None:
            return self._beginning.needed(self._event.id)
        return self._beginning.doors()


@QmlElement
@made_in_python
class SheetModel(QObject):
    """One procedure's sheet: who, papers, time, fee with exemptions, level."""

    changed = Signal()

    def __init__(self, leaflets: Leaflets, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._leaflets, self._jobs = leaflets, jobs
        self._sheet: dict[str, Any] = {}
        self._printing, self._printed, self._problem = False, "", ""

    def open(self, listed: Listed) -> None:
        """Show a procedure."""
        self._sheet = information(listed) if isinstance(listed, Sheet) else sheet(listed)
        self._printed = self._problem = ""
        self.changed.emit()

    def _get_sheet(self) -> dict[str, Any]:
        return self._sheet

    sheet = Property(dict, _get_sheet, notify=changed)

    def _get_printing(self) -> bool:
        return self._printing

    printing = Property(bool, _get_printing, notify=changed)

    def _get_printed(self) -> str:
        return self._printed

    printed = Property(str, _get_printed, notify=changed)

    def _get_problem(self) -> str:
        return self._problem

    problem = Property(str, _get_problem, notify=changed)

    @Slot()
    def printLeaflet(self) -> None:
        """Print what is shown, to take home."""
        if self._printing or not self._sheet:
            return
        key = str(self._sheet["slug"])
        self._printing, self._printed, self._problem = True, "", ""
        self._jobs.run(lambda: self._leaflets.print(key), self._out)
        self.changed.emit()

    def _out(self, result: Result[Printed]) -> None:
        self._printing = False
        self._problem = "" if result.problem is None else str(result.problem)
        where = "" if result.value is None else result.value.where
        self._printed = leaflet_words(where)
        self.changed.emit()
