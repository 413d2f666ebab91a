"""What every QML engine of the kiosk needs: style, renderer, fonts, icons, import path, types."""

import os
from pathlib import Path

from PySide6.QtQml import QQmlEngine
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtQuickControls2 import QQuickStyle

from kiosk.ui import keyboard, preview, strokes
from kiosk.ui.fonts import register_fonts
from kiosk.ui.icons import IconProvider
from kiosk.ui.qr_picture import QrProvider

ASSETS = Path(__file__).resolve().parents[2] / "assets"
QML = Path(__file__).resolve().parent / "qml"
STYLE = "Basic"
RENDERER = "software"
QML_TYPES = (keyboard, preview, strokes)


def choose_renderer() -> None:
    """Software rendering and the Basic style; call before the first window. Idempotent."""
    for name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
        os.environ.pop(name, None)  # OpenCV points them at its own, older Qt
    if QQuickWindow.sceneGraphBackend() != RENDERER:
        QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    if QQuickStyle.name() != STYLE:
        QQuickStyle.setStyle(STYLE)


def furnish(engine: QQmlEngine, assets: Path = ASSETS) -> None:
    """Give an engine our modules, fonts, icons and QR codes. Needs a QGuiApplication."""
    register_fonts(assets / "fonts")
    engine.addImportPath(str(QML))
    engine.addImageProvider("icon", IconProvider(assets / "icons"))
    engine.addImageProvider("qr", QrProvider())
