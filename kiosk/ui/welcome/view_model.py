"""Home and procedure sheet: what can be done here, and what to bring."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier import conditions
from dossier.catalogue import Listed
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
    """The procedures offered today, filtered by the citizen's words."""

    changed = Signal()
    chosen = Signal(str)
    warned = Signal()

    def __init__(
        self, beginning: Beginning, watching: Watching, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._beginning = beginning
        self._watching = watching
        self._words = ""
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
        return [tile(listed) for listed in self._beginning.offered(self._words)[:MOST_SHOWN]]

    procedures = Property(list, _get_procedures, notify=changed)

    def _get_words(self) -> str:
        return self._words

    words = Property(str, _get_words, notify=changed)

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the procedures matching these words."""
        self._words = words
        self.changed.emit()

    @Slot(str)
    def choose(self, slug: str) -> None:
        """Open the sheet of a procedure."""
        self.chosen.emit(slug)


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


def tile(listed: Listed) -> dict[str, Any]:
    """What one tile shows; of a sheet, that it is filed elsewhere."""
    if isinstance(listed, Sheet):
        return {
            "slug": listed.key,
            "name": listed.name,
            "icon": "info-circle",
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
