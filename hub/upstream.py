"""One hub's data folder at work: its database, keys, devices and uploads."""

from contextlib import ExitStack
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.exc import SQLAlchemyError

from hub import belonging, durable, epochs
from hub.config import HubConfig, HubFailed
from hub.database import Database
from hub.devices import Device, Devices
from hub.folder_lock import FolderLock
from hub.guesses import Guesses
from hub.keys import HubKeys
from hub.neighbours import Seat
from hub.packs import Packs
from hub.problems import Refused
from hub.releases import Releases
from hub.signatures import signer
from hub.turns import Turns
from hub.uploads import Uploads

AGENCY_CODE = "agency-code"
"""The file that says for which agency the folder was served last."""


class Upstream:
    """Everything requests need; made once per program."""

    def __init__(
        self, config: HubConfig, *, serving: bool = False, seat: Seat | None = None
    ) -> None:
        """Open the data folder, making it when there is none. Raises HubFailed.

        Only one program at a time may be `serving` a folder; its workers each have a `seat`.
        """
        self.config = config
        self.arriving = config.data / "arriving"
        with ExitStack() as opened:
            try:
                durable.private_folder(config.data)
                if serving:
                    lock = FolderLock(config.data / "serving.lock")
                    opened.callback(lock.release)
                self.keys = HubKeys(config.data / "keys")
                self.database = Database(config.database or config.data / "hub.db")
                opened.callback(self.database.close)
                self.uploads = Uploads(self.database, config.data / "objects", config.uploads_kept)
                belonging.check(self.database, config.data, self.uploads.folder)
                durable.private_folder(self.arriving)
                self.releases = Releases(self.database, config.data / "releases", self.keys)
                if serving:
                    self.uploads.sweep()
                    durable.empty(self.arriving)
                    durable.write_over(config.data / AGENCY_CODE, config.agency_code.encode())
                    epochs.begin(self.database, config.now())
            except OSError as problem:
                raise HubFailed(
                    f"Không dùng được thư mục dữ liệu “{config.data}”: {problem.strerror}. "
                    "Kiểm tra đường dẫn, quyền ghi và dung lượng đĩa."
                ) from problem
            except SQLAlchemyError as problem:
                raise HubFailed(
                    f"Không đọc được cơ sở dữ liệu của “{config.data}”, có thể đã bị hỏng. "
                    "Chưa có gì bị xóa. Khôi phục từ bản sao lưu rồi chạy `hub restored`."
                ) from problem
            self._opened = opened.pop_all()
        self.devices = Devices(self.database, config, self.keys)
        self.packs = Packs(self.releases)
        self.turns = Turns(self.uploads.folder, seat)
        self.guesses = Guesses(self.database)

    def close(self) -> None:
        """Let go of the data folder."""
        self._opened.close()


async def _upstream(request: Request) -> Upstream:  # async: no thread is needed for it
    upstream = request.app.state.upstream
    assert isinstance(upstream, Upstream)
    return upstream


Here = Annotated[Upstream, Depends(_upstream)]
"""The hub a request came to."""


def _caller(request: Request, upstream: Here) -> Device:
    return signer(request, upstream.devices.find)


Caller = Annotated[Device, Depends(_caller)]
"""The device that signed a request; a request without good signature gets no further."""


async def body_of(request: Request, limit: int) -> bytes:
    """The whole body. Raises Refused (413) when it is longer than `limit` bytes."""
    request.state.heard = True
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > limit:
            detail = "Nội dung gửi đến lớn hơn mức cho phép."
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail, kind="too-large")
    return bytes(body)
