"""Holding back who guesses look-up codes."""

from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import delete, select

from hub.database import Database, upsert
from hub.problems import Refused
from hub.tables import guesses

MAX_WRONG, WRONG_SPAN = 20, timedelta(hours=1)
"""A four-letter code withstands guessing only if few guesses per number are answered."""


class Guesses:
    """Counts wrong codes per receipt number, for all workers and beyond a restart."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self, number: str, now: datetime) -> None:
        """Raise Refused (429) when the number saw too many wrong codes of late."""
        with self._database.read() as connection:
            many = connection.execute(
                select(guesses.c.wrong).where(
                    guesses.c.receipt_number == number,
                    guesses.c.since > _seconds(now - WRONG_SPAN),
                    guesses.c.wrong >= MAX_WRONG,
                )
            ).one_or_none()
        if many is not None:
            detail = "Đã thử sai quá nhiều lần. Xin thử lại sau một giờ hoặc hỏi tại quầy."
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, detail, kind="too-many-guesses")

    def wrong(self, number: str, now: datetime) -> None:
        """Note a wrong code, and forget those of more than an hour ago."""
        with self._database.write() as connection:
            connection.execute(delete(guesses).where(guesses.c.since <= _seconds(now - WRONG_SPAN)))
            row = upsert(connection, guesses).values(
                receipt_number=number, since=_seconds(now), wrong=1
            )
            connection.execute(
                row.on_conflict_do_update(
                    index_elements=[guesses.c.receipt_number],
                    set_={"wrong": guesses.c.wrong + 1},
                )
            )


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
