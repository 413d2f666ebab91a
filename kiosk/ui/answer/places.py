"""Picking a place: province, then commune, then detail; or a country and free words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from dossier.answering import HOME
from dossier.values import Value
from kiosk.journey.ports import Settings
from kiosk.journey.wording import Wording
from kiosk.ui.qml_types import made_in_python

QML_IMPORT_NAME = "Kiosk.Models"
QML_IMPORT_MAJOR_VERSION = 1

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A place half chosen; `printed` is the line on an old card."""

    country: str = HOME
    province: str = ""
    commune: str = ""
    detail: str = ""
    printed: str = ""

    @classmethod
    def of(cls, value: Value, settings: Settings) -> "PlaceDraft":
        """The draft of an answer or proposal; an empty one starts in this province."""
        if not isinstance(value, Mapping):
            return cls(province=settings.province_code)
        return cls(
            str(value.get("country", HOME)),
            str(value.get("province", "")) or settings.province_code,
            str(value.get("commune", "")),
            str(value.get("detail", "")),
            str(value.get("text", "")),
        )

    @property
    def value(self) -> dict[str, str]:
        """The answer this draft stands for."""
        home = self.country == HOME
        return {
            "country": self.country,
            "province": self.province if home and self.commune else "",
            "commune": self.commune if home else "",
            "detail": self.detail.strip(),
            "text": self.printed if home else "",
        }

    @property
    def stage(self) -> str:
        """What is to be chosen next: `province`, `commune`, `country` or `detail`."""
        if self.country == HOME:
            if not self.province:
                return "province"
            return "detail" if self.commune else "commune"
        return "detail" if self.country else "country"


@QmlElement
@made_in_python
class PlaceModel(QObject):
    """The place picker of an address question."""

    changed = Signal()

    def __init__(self, wording: Wording, settings: Settings) -> None:
        super().__init__()
        self.wording = wording
        self._settings = settings
        self._draft = PlaceDraft()
        self._search = ""

    def open(self, value: Value) -> None:
        """Start from an answer, a proposal or nothing."""
        self._draft = PlaceDraft.of(value, self._settings)
        self._search = ""
        self.changed.emit()

    @property
    def draft(self) -> PlaceDraft:
        """The place as it stands."""
        return self._draft

    def _get_stage(self) -> str:
        return self._draft.stage

    stage = Property(str, _get_stage, notify=changed)

    def _get_abroad(self) -> bool:
        return self._draft.country != HOME

    abroad = Property(bool, _get_abroad, notify=changed)

    def _get_printed(self) -> str:
        return self._draft.printed

    printed = Property(str, _get_printed, notify=changed)

    def _get_province(self) -> str:
        return self.wording.units.province_name(self._draft.province)

    province = Property(str, _get_province, notify=changed)

    def _get_chosen(self) -> str:
        if self._draft.country not in ("", HOME):
            return self.wording.countries.name(self._draft.country)
        if self._draft.commune:
            return self.wording.units.full_name(self._draft.commune)
        return ""

    chosen = Property(str, _get_chosen, notify=changed)

    def _get_detail(self) -> str:
        return self._draft.detail

    detail = Property(str, _get_detail, notify=changed)

    def _get_search(self) -> str:
        return self._search

    searchText = Property(str, _get_search, notify=changed)

    def _get_options(self) -> list[dict[str, Any]]:
        match self._draft.stage:
            case "province":
                found = self.wording.units.find_provinces(self._search)
            case "commune":
                found = self.wording.units.find_communes(self._draft.province, self._search)
            case "country":
                found = self.wording.countries.find(self._search)
            case _:
                return []
        return [
            {"key": row.key, "label": row.label, "second": row.second} for row in found[:MOST_ROWS]
        ]

    options = Property(list, _get_options, notify=changed)

    @Slot(str)
    def search(self, words: str) -> None:
        """Narrow the list."""
        self._search = words
        self.changed.emit()

    @Slot(str)
    def choose(self, key: str) -> None:
        """Take a row of the list."""
        match self._draft.stage:
            case "province":
                self._set(province=key)
            case "commune":
                self._set(commune=key)
            case "country":
                self._set(country=key)

    @Slot(str)
    def setDetail(self, words: str) -> None:
        """House number, street, hamlet; or the place abroad in free words."""
        self._draft = replace(self._draft, detail=words)
        self.changed.emit()

    @Slot()
    def goAbroad(self) -> None:
        """The place is in another country."""
        self._set(country="", commune="")

    @Slot()
    def comeHome(self) -> None:
        """The place is in Vietnam after all."""
        self._set(country=HOME, commune="")

    @Slot()
    def changeProvince(self) -> None:
        """Choose another province."""
        self._set(province="", commune="")

    @Slot()
    def changeCommune(self) -> None:
        """Choose another commune."""
        self._set(commune="")

    def _set(self, **changes: str) -> None:
        self._draft = replace(self._draft, **changes)
        self._search = ""
        self.changed.emit()
