"""OpenCV, imported once and with its side effects undone.

Everything in `kiosk.scan` takes cv2 from here: on Windows the Media Foundation switch must be
in the environment before the import (opencv #17687: 4-12 s to open a camera otherwise), and on
Linux the wheel points Qt's plugin and font folders at its own Qt 5, which must not reach our Qt 6.
"""

import os
import sys

if sys.platform == "win32":
    os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")

# FFmpeg's "quiet", read at the first use: a camera that is away is told in our own words.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

import cv2

for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    if "cv2" in os.environ.get(_name, ""):
        del os.environ[_name]

cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

__all__ = ["cv2"]
