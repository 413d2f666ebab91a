"""The window: engine, fonts, image providers and the one QML root."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import PySide6.QtQuick  # noqa: F401  (without it the root is wrapped as a plain QWindow)
from PySide6.QtCore import QObject, QSize, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtQuickControls2 import QQuickStyle

from kiosk.ui.fonts import register_fonts
from kiosk.ui.icons import IconProvider
from kiosk.ui.qr import QrProvider
from kiosk.ui.shell.idle import IdleWatch
from kiosk.ui.shell.view_model import ShellModel

QML = Path(__file__).resolve().parent / "qml"


class WindowFailed(RuntimeError):
    """The QML root did not load; the message lists its errors."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown: `size` in pixels for a plain window, None for the full screen."""

    assets: Path
    size: QSize | None
    pixels_per_mm: float


def application(arguments: list[str]) -> QGuiApplication:
    """The Qt application, software-rendered unless the environment says otherwise."""
    for variable in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        os.environ.pop(variable, None)
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    QQuickStyle.setStyle("Basic")
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    return QGuiApplication(arguments)


class KioskWindow:
    """The loaded window. Close it before the view models and the services behind them."""

    def __init__(self, shell: ShellModel, idle: IdleWatch, look: Look) -> None:
        """Load the QML root. Raises WindowFailed."""
        register_fonts(look.assets / "fonts")
        self._engine = QQmlApplicationEngine()
        self._problems: list[str] = []
        self._engine.warnings.connect(self._note)
        self._engine.addImportPath(str(QML))
        self._engine.addImageProvider("icon", IconProvider(look.assets / "icons"))
        self._engine.addImageProvider("qr", QrProvider())
        self._engine.setInitialProperties({"shell": shell})
        self._engine.load(QUrl.fromLocalFile(str(QML / "Kiosk" / "App" / "Main.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowFailed("\n".join(self._problems) or "no window")
        self.window: QQuickWindow = roots[0]
        self.window.installEventFilter(idle)
        self._scale(look)

    def show(self, size: QSize | None) -> None:
        """Show it: full screen and frameless, or a plain window of a size."""
        if size is None:
            self.window.setFlag(Qt.WindowType.FramelessWindowHint)
            self.window.setVisibility(QWindow.Visibility.FullScreen)
        else:
            self.window.resize(size)
            self.window.show()

    def close(self) -> None:
        """Unload the scene first, so no binding sees a view model that is gone."""
        self.window.close()
        self.window.deleteLater()
        QGuiApplication.sendPostedEvents(self.window, 0)
        self._engine.deleteLater()
        QGuiApplication.sendPostedEvents(None, 0)

    def _scale(self, look: Look) -> None:
        theme = self._engine.singletonInstance("Kiosk.Theme", "Theme")
        if look.pixels_per_mm > 0 and isinstance(theme, QObject):
            theme.setProperty("pixelsPerMm", look.pixels_per_mm)

    def _note(self, warnings: list[object]) -> None:
        self._problems += [str(warning) for warning in warnings]
        for warning in warnings:
            sys.stderr.write(f"{warning}\n")
