"""The window: one QML engine, the pages of the visit, and the root of all screens."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import PySide6.QtQuick  # noqa: F401  (without it the root is wrapped as a plain QWindow)
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine, QQmlError
from PySide6.QtQuick import QQuickWindow

from kiosk.ui.engine import choose_renderer, furnish
from kiosk.ui.pages import PageProvider
from kiosk.ui.shell.idle import IdleWatch
from kiosk.ui.shell.view_model import ShellModel

logger = logging.getLogger(__name__)


class WindowFailed(RuntimeError):
    """The QML root did not load; the message lists its errors."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown: `size` in pixels for a plain window, None for the full screen.

    `pixels_per_mm` is the panel's true density, 0 to believe the screen.
    """

    size: QSize | None = None
    pixels_per_mm: float = 0.0


def application(arguments: Sequence[str]) -> QGuiApplication:
    """The one Qt application of this process, with the renderer chosen."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    choose_renderer()
    return QGuiApplication(list(arguments))


class KioskWindow:
    """The loaded window. Close it before the view models and the services behind them."""

    def __init__(
        self, shell: ShellModel, idle: IdleWatch, picture: Callable[[str], bytes], look: Look
    ) -> None:
        """Load the QML root; `picture` gives the JPEG of a kept page. Raises WindowFailed."""
        self._engine = QQmlApplicationEngine()
        self._problems: list[str] = []
        self._engine.warnings.connect(self._note)
        furnish(self._engine)
        self._engine.addImageProvider("page", PageProvider(picture))
        self._engine.setInitialProperties({"shell": shell})
        self._engine.loadFromModule("Kiosk.App", "Main")
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowFailed("\n".join(self._problems) or "no window")
        self.window: QQuickWindow = roots[0]
        self.window.installEventFilter(idle)
        self._scale(look)
        self._show(look.size)

    def close(self) -> None:
        """Unload the scene first, so no binding sees a view model that is gone."""
        self.window.close()
        self.window.deleteLater()
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _show(self, size: QSize | None) -> None:
        if size is None:
            self.window.setFlag(Qt.WindowType.FramelessWindowHint)
            self.window.setVisibility(QWindow.Visibility.FullScreen)
        else:
            self.window.resize(size)
            self.window.show()

    def _scale(self, look: Look) -> None:
        theme = self._engine.singletonInstance("Kiosk.Theme", "Theme")
        if look.pixels_per_mm > 0 and isinstance(theme, QObject):
            theme.setProperty("pixelsPerMm", look.pixels_per_mm)

    def _note(self, warnings: list[QQmlError]) -> None:
        for warning in warnings:
            self._problems.append(warning.toString())
            logger.warning("%s", warning.toString())
