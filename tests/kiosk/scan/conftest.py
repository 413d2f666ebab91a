"""Pictures the scan tests look at, all drawn here: nothing real, nothing fetched."""

from pathlib import Path

import numpy as np
import pytest

from kiosk.demo.scene import Scene
from kiosk.journey.ports import Frame
from kiosk.scan.opencv import cv2
from kiosk.scan.pixels import pixels_of

FONTS = Path(__file__).parents[3] / "assets" / "fonts"


@pytest.fixture(scope="session")
def scene() -> Scene:
    return Scene(FONTS)


@pytest.fixture(scope="session")
def card_frame(scene) -> Frame:
    return scene.card()


@pytest.fixture(scope="session")
def page_frame(scene) -> Frame:
    return scene.page()


@pytest.fixture(scope="session")
def bare_desk() -> Frame:
    """The demo's desk, with nothing on it."""
    noise = np.random.default_rng(7)
    grain = cv2.GaussianBlur(noise.normal(0, 26, (1080, 1920, 1)), (0, 0), 7)[..., None]
    desk = np.full((1080, 1920, 3), (70, 62, 58), np.float32) + grain
    pixels = np.clip(desk + noise.normal(0, 2, desk.shape), 0, 255).astype(np.uint8)
    return Frame(np.ascontiguousarray(pixels).data, 1920, 1080, 1)


@pytest.fixture
def saved(tmp_path):
    """Write a frame as a picture file; the suffix of the name chooses the format."""

    def save(frame: Frame, name: str) -> Path:
        path = tmp_path / name
        done, content = cv2.imencode(path.suffix, pixels_of(frame))
        assert done
        path.write_bytes(content.tobytes())
        return path

    return save
