"""Bytes of one request on their way into the file of an upload."""

import asyncio
import os
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from hub import durable
from hub.problems import Refused
from hub.uploads import Upload
from hub.upstream import Upstream

SYNC_EVERY = 4 * 1024 * 1024
"""Bytes after which what arrived is made durable, so that a power cut costs no more."""


async def receive(request: Request, upstream: Upstream, upload: Upload, offset: int) -> int:
    """Append the body at `offset`; the new offset once all is on disk.

    Whatever arrived is kept, however the request ends. Raises Refused: 409 when the upload stands
    elsewhere or a newcomer took over, 413 when there is more than was announced.
    """
    async with upstream.turns.take(upload.id) as leave:
        stands = await run_in_threadpool(upstream.uploads.offset, upload)
        if offset != stands or leave.is_set():
            raise _elsewhere(stands)
        _check_length(request, upload.size - offset)
        request.state.heard = True
        sink = await run_in_threadpool(_Sink, upstream.uploads.path(upload.id), offset, upload.size)
        try:
            async for piece in _pieces(request.stream(), leave):
                await run_in_threadpool(sink.write, piece)
        except ClientDisconnect:
            pass
        finally:
            await run_in_threadpool(sink.close)
        if leave.is_set() and sink.offset < upload.size:
            raise _elsewhere(sink.offset)
        return sink.offset


class _Sink:
    """The end of an upload's file."""

    def __init__(self, path: Path, offset: int, size: int) -> None:
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._file = os.fdopen(os.open(path, flags, durable.PRIVATE_FILE), "wb", buffering=0)
        self._file.seek(offset)
        self._size = size
        self._synced = offset
        self.offset = offset

    def write(self, piece: bytes) -> None:
        """Put a piece behind the others. Raises Refused, OSError."""
        if self.offset + len(piece) > self._size:
            raise _too_long()
        rest = memoryview(piece)
        while rest:
            written = self._file.write(rest)
            rest = rest[written:]
            self.offset += written
        if self.offset - self._synced >= SYNC_EVERY:
            self._sync()

    def close(self) -> None:
        """Make everything durable. Raises OSError."""
        try:
            self._sync()
        finally:
            self._file.close()

    def _sync(self) -> None:
        """Raises NotOnDisk, with the bytes that may not have reached the disk taken back."""
        try:
            durable.sync(self._file.fileno())
        except durable.NotOnDisk:
            self._file.truncate(self._synced)
            self._file.seek(self._synced)
            self.offset = self._synced
            raise
        self._synced = self.offset


async def _pieces(stream: AsyncIterator[bytes], leave: asyncio.Event) -> AsyncIterator[bytes]:
    """The body piece by piece until its end, or until told to leave: a dead line says nothing."""
    told = asyncio.ensure_future(leave.wait())
    try:
        while True:
            piece = asyncio.ensure_future(anext(stream, None))
            try:
                await asyncio.wait({piece, told}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                if not piece.done():
                    piece.cancel()
            if piece.cancelled() or not piece.done():
                return
            arrived = piece.result()
            if arrived is None:
                return
            if arrived:
                yield arrived
            if told.done():
                return
    finally:
        told.cancel()


def _check_length(request: Request, room: int) -> None:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > room:
        raise _too_long()


def _too_long() -> Refused:
    detail = "Tệp gửi đến dài hơn độ dài đã báo."
    return Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, kind="too-long")


def _elsewhere(offset: int) -> Refused:
    detail = f"Hệ thống đang giữ {offset} byte của tệp này."
    return Refused(HTTPStatus.CONFLICT, detail, kind="offset")
