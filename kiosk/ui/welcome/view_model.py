"""Home and procedure sheet: what can be done here, and what to bring."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier import conditions
from dossier.catalogue import Door, Listed
from dossier.life_events import LifeEvent
from dossier.procedure import Give, Level, Procedure
from dossier.sheets import NONE_EXEMPT, Sheet
from kiosk.journey.beginning import Beginning
from kiosk.journey.pressure import Alarm
from kiosk.journey.watching import Watching
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_SHOWN = 24
LEVELS = {
    Level.INFORMATION: "Xem hướng dẫn tại máy này",
    Level.FORM: "Xem hướng dẫn và in mẫu",
    Level.FILE: "Nộp được ngay tại máy này",
    Level.PAY: "Nộp và trả phí được ngay tại máy này",
}


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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: dict[str, Any] = {}

    def open(self, listed: Listed) -> None:
        """Show a procedure."""
        self._sheet = information(listed) if isinstance(listed, Sheet) else sheet(listed)
        self.changed.emit()

    def _get_sheet(self) -> dict[str, Any]:
        return self._sheet

    sheet = Property(dict, _get_sheet, notify=changed)


def tile(listed: Door | Listed) -> dict[str, Any]:
    """What one tile shows; of a sheet, that it is filed elsewhere."""
    if isinstance(listed, LifeEvent):
        return {
            "slug": listed.id,
            "name": listed.name,
            "icon": listed.icon,
            "tint": listed.tint,
            "minutes": 0,
            "summary": listed.summary,
        }
    if isinstance(listed, Sheet):
        return {
            "slug": listed.key,
            "name": listed.name,
            "icon": "info-circle",
            "tint": "grey",
            "minutes": 0,
            "summary": f"Xem hướng dẫn. Nộp tại: {listed.office}",
        }
    return _tile(listed)


def _tile(procedure: Procedure) -> dict[str, Any]:
    words = procedure.words
    return {
        "slug": procedure.slug,
        "name": words.name,
        "icon": procedure.icon,
        "tint": "red",
        "minutes": procedure.minutes,
        "summary": words.summary,
    }


def sheet(procedure: Procedure) -> dict[str, Any]:
    """What the sheet shows: papers that are always needed first, then the conditional ones."""
    words = procedure.words
    papers = [
        {
            "name": words.documents[document.id].name,
            "where": words.documents[document.id].where,
            "shown": document.give is Give.SHOW,
            "always": usually_needed(procedure, document.when),
        }
        for document in procedure.documents
        if not document.form
    ]
    return {
        **_tile(procedure),
        "office": "",
        "verified": True,
        "official": words.official,
        "code": procedure.code,
        "who": words.who,
        "time": words.time,
        "fee": words.fee,
        "exemptions": words.exemptions,
        "result": words.result,
        "level": LEVELS[procedure.level],
        "canFile": procedure.level >= Level.FILE,
        "papers": sorted(papers, key=lambda paper: not paper["always"]),
        "notAsked": [words.not_asked[item.id] for item in procedure.not_asked],
        "needsCheck": list(procedure.needs_check),
        "checked": procedure.last_checked.strftime("%d/%m/%Y"),
    }


def information(listed: Sheet) -> dict[str, Any]:
    """What a sheet of a procedure filed elsewhere shows."""
    checked = listed.last_checked.strftime("%d/%m/%Y") if listed.last_checked else ""
    return {
        **tile(listed),
        "official": listed.official or listed.name,
        "code": listed.code,
        "who": listed.who,
        "time": listed.time,
        "fee": listed.fee,
        "exemptions": "" if listed.exemptions == NONE_EXEMPT else listed.exemptions,
        "result": listed.result,
        "level": LEVELS[listed.level],
        "canFile": False,
        "office": listed.office,
        "verified": listed.verified,
        "papers": [
            {"name": paper, "where": "", "shown": False, "always": True} for paper in listed.papers
        ],
        "notAsked": [],
        "needsCheck": [],
        "checked": checked,
    }


def usually_needed(procedure: Procedure, when: str) -> bool:
    """Whether a paper is needed whatever the answers."""
    rules = conditions.of(procedure)
    return when == "true" or rules.holds(when, rules.blank(procedure.last_checked))
