"""Holding back who guesses look-up codes."""

from collections import OrderedDict
from datetime import datetime, timedelta
from http import HTTPStatus
from threading import Lock

from hub.problems import Refused

MAX_WRONG, WRONG_SPAN = 20, timedelta(hours=1)
"""A four-letter code withstands guessing only if few guesses per number are answered."""
MAX_NUMBERS = 10_000


class Guesses:
    """Counts wrong codes per receipt number, in memory."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wrong: OrderedDict[str, tuple[datetime, int]] = OrderedDict()

    def check(self, number: str, now: datetime) -> None:
        """Raise Refused (429) when the number saw too many wrong codes of late."""
        with self._lock:
            since, count = self._wrong.get(number, (now, 0))
        if count >= MAX_WRONG and now - since < WRONG_SPAN:
            detail = "Đã thử sai quá nhiều lần. Xin thử lại sau một giờ hoặc hỏi tại quầy."
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, detail, kind="too-many-guesses")

    def wrong(self, number: str, now: datetime) -> None:
        """Note a wrong code."""
        with self._lock:
            since, count = self._wrong.pop(number, (now, 0))
            if now - since >= WRONG_SPAN:
                since, count = now, 0
            self._wrong[number] = (since, count + 1)
            while len(self._wrong) > MAX_NUMBERS:
                self._wrong.popitem(last=False)
