"""The composer as QML sees it."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtQml import QmlElement, QmlSingleton

from kiosk.ui.composer import Mode, compose, fold, match_in

QML_IMPORT_NAME = "Kiosk.Items"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Composer(QObject):
    """Composes typed text and folds search words; holds nothing."""

    @Slot(str, str, str, result=str)
    def compose(self, text: str, key: str, mode: str) -> str:
        """Text after one key; `mode` is `marks`, `telex`, `vni` or `plain`."""
        return compose(text, key, Mode(mode))

    @Slot(str, result=str)
    def fold(self, text: str) -> str:
        """Lower case without marks."""
        return fold(text)

    @Slot(str, str, result="QVariantList")
    def matchIn(self, text: str, query: str) -> list[int]:
        """Start and length of the query in the text; [0, 0] when it is not there."""
        return list(match_in(text, query))
