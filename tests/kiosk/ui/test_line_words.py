"""The connection strip: honest about the line, and about how long what waits will take."""

from datetime import datetime

import pytest

from kiosk.journey.forecasts import Forecast
from kiosk.journey.ports import Line, LineStatus
from kiosk.ui.shell.state import line_words

SAVED = datetime(2026, 11, 23, 8, 5)  # noqa: DTZ001 - only shown


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (LineStatus(Line.ONLINE, "", 0), "Có mạng – đã lưu lúc 08:05"),
        (
            LineStatus(Line.ONLINE, "", 3, Forecast(3, 6)),
            "Có mạng – đã lưu lúc 08:05, còn 3 hồ sơ đang gửi (khoảng 6 phút)",
        ),
        (
            LineStatus(Line.ONLINE, "", 3, Forecast(3)),
            "Có mạng – đã lưu lúc 08:05, còn 3 hồ sơ đang gửi",
        ),
        (
            LineStatus(Line.OFFLINE, "", 3, Forecast(3, 0)),
            "Mất mạng – đã lưu lúc 08:05, tự gửi khi có mạng (dưới 1 phút)",
        ),
        (LineStatus(Line.UNKNOWN, "", 3), "Đang thử đường truyền – đã lưu lúc 08:05"),
    ],
)
def test_the_strip_says_what_is_so(status, words):
    assert line_words(status, SAVED) == words
