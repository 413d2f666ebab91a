"""Every QML file loads in an engine furnished like the kiosk's, without a word on stderr."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine, QQmlError
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from kiosk.ui.engine import QML, choose_renderer, furnish
from kiosk.ui.shell.view_model import ShellModel

MODULES = QML / "Kiosk"
NEEDS_AN_OWNER = {"NavRow": "its frame"}  # made by ScreenFrame, which is loaded here
SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080), "small": (1024, 768)}


def listed(module: str) -> list[tuple[str, Path]]:
    """The (type, file) pairs of a module's qmldir, singletons included."""
    lines = (MODULES / module / "qmldir").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in lines if line and not line.startswith("module")]
    return [(parts[-3], MODULES / module / parts[-1]) for parts in words]


def plain_controls() -> list[str]:
    singletons = {"KeyRows", "TapFilter"}
    return [
        name for name, _ in listed("Controls") if name not in singletons | NEEDS_AN_OWNER.keys()
    ]


def screens() -> list[Path]:
    return [path for module in ("Steps", "App") for _, path in listed(module)]


class Loader:
    """One engine and what it complained of."""

    def __init__(self) -> None:
        self.engine = QQmlEngine()
        self.complaints: list[str] = []
        self.engine.warnings.connect(self._note)
        furnish(self.engine)

    def _note(self, warnings: list[QQmlError]) -> None:
        self.complaints += [warning.toString() for warning in warnings]

    def component(self, path: Path) -> QQmlComponent:
        component = QQmlComponent(self.engine, QUrl.fromLocalFile(str(path)))
        assert component.isReady(), component.errorString()
        return component

    def close(self) -> None:
        self.engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="module")
def shared(qapp: QGuiApplication) -> Iterator[Loader]:
    choose_renderer()
    loader = Loader()
    yield loader
    loader.close()


@pytest.fixture
def loader(shared: Loader) -> Iterator[Loader]:
    shared.complaints.clear()
    yield shared
    assert not shared.complaints, "\n".join(shared.complaints)


@pytest.mark.parametrize("module", ["Theme", "Controls", "Steps", "App"])
def test_every_file_of_a_module_is_in_its_qmldir(module: str) -> None:
    files = set((MODULES / module).glob("*.qml"))
    entries = listed(module)
    assert {path for _, path in entries} == files
    assert all(name == path.stem for name, path in entries)
    assert entries == sorted(entries, key=lambda entry: entry[0])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("control", plain_controls())
def test_every_control_shows_itself_without_a_warning(
    control: str, size: str, loader: Loader, qtbot: QtBot
) -> None:
    width, height = SIZES[size]
    theme = loader.engine.singletonInstance("Kiosk.Theme", "Theme")
    assert isinstance(theme, QObject)
    theme.setProperty("windowWidth", width)
    theme.setProperty("windowHeight", height)
    window = QQuickWindow()
    window.resize(width, height)
    component = loader.component(MODULES / "Controls" / f"{control}.qml")  # owns what it creates
    item = component.create()
    assert isinstance(item, QQuickItem)
    item.setParentItem(window.contentItem())
    window.show()
    qtbot.waitUntil(window.isExposed)
    assert not window.grabWindow().isNull()


@pytest.mark.parametrize("path", screens(), ids=lambda path: path.stem)
def test_every_screen_compiles_against_the_real_view_models(path: Path, loader: Loader) -> None:
    assert issubclass(ShellModel, QObject)  # importing it registers Kiosk.Models
    loader.component(path)
