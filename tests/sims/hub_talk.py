"""How the playing hub speaks HTTP: honestly, or as the next lie says."""

import base64
import socket
import struct
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from http_message_signatures import (
    ContentDigest,
    HTTPMessageSignaturesException,
)

from dossier.wire import (
    Enrolled,
    Enrolment,
    HubEvents,
)
from tests.sims.lies import (
    NOON,
    ChangeReceipt,
    Cut,
    CutAnswer,
    Hang,
    Says,
    Seen,
    Upload,
    problem,
)

if TYPE_CHECKING:
    from tests.sims.lying_hub import LyingHub


class HubServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], hub: "LyingHub") -> None:
        self.hub = hub
        self.lines: set[socket.socket] = set()
        super().__init__(address, _Talk)

    def handle_error(self, request: object, client_address: object) -> None:
        """Broken connections are the point of this server."""

    def cut_all(self) -> None:
        for line in list(self.lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


class _Talk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: HubServer

    def setup(self) -> None:
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.server.lines.add(self.connection)

    def finish(self) -> None:
        self.server.lines.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def log_message(self, *args: object) -> None:
        """Silent."""

    @property
    def hub(self) -> "LyingHub":
        return self.server.hub

    @property
    def url(self) -> str:
        return f"{self.hub.url}{self.path}"

    @property
    def method(self) -> str:
        return self.command

    def do_any(self) -> None:
        self.body = b""
        lie = self.hub.next_lie(self.command, self.path)
        length = int(self.headers.get("Content-Length", "0"))
        keep = lie.keep if isinstance(lie, Cut | Hang) else length
        self._receive(min(keep, length))
        match lie:
            case None:
                self._honest()
            case Says(after=False):
                self._say(lie)
            case Says():
                self._honest(silent=True)
                self._say(lie)
            case Cut():
                self._honest(silent=True)
                self._reset()
            case CutAnswer():
                self._honest(silent=True)
                self._reset()
            case Hang():
                self._honest(silent=True)
                self.hub.released.wait(60)
                self._reset()
            case ChangeReceipt():
                receipt = lie.change(self.hub.receipt(self.path.split("/")[3]))
                key = Ed25519PrivateKey.generate() if lie.forged else None
                self._model(200, self.hub.signed(receipt, key))

    do_GET = do_PUT = do_POST = do_PATCH = do_HEAD = do_any  # noqa: N815 - names http.server wants

    # --- honest ---

    def _honest(self, *, silent: bool = False) -> None:
        self.silent = silent
        path = self.path.partition("?")[0]
        if path == "/v1/health":
            nonce = self.path.partition("nonce=")[2]
            self._model(200, self.hub.health(nonce))
        elif path == "/v1/enrol":
            self._enrol()
        elif not self._signed():
            self._say(problem(401, "unsigned"))
        else:
            self._signed_request(path)

    def _signed_request(self, path: str) -> None:
        match (self.command, *path.split("/")[2:]):
            case "PUT", "dossiers", dossier:
                self._put(dossier)
            case (_, "dossiers", dossier, *_) if dossier not in self.hub.documents:
                self._say(problem(404))
            case "GET", "dossiers", dossier:
                self._model(200, self.hub.status(dossier))
            case "POST", "dossiers", dossier, "commit":
                self._commit(dossier)
            case "GET", "events":
                self._events()
            case "GET", "packs":
                self._release()
            case "GET", "packs", "files", sha256:
                content = self.hub.release_files.get(sha256)
                if content is None:
                    self._say(problem(404))
                else:
                    self._say(Says(200, content, "application/octet-stream"))
            case "POST", "files":
                self._create()
            case _, "files", name:
                self._file(name)
            case _:
                self._say(problem(404))

    def _put(self, dossier: str) -> None:
        if self.headers["Content-Digest"] != ContentDigest.create(self.body):
            self._say(problem(400, "digest"))
            return
        known = self.hub.documents.get(dossier)
        if known is not None and known != self.body:
            self._say(problem(409, "khác"))
            return
        self.hub.documents[dossier] = self.body
        self._model(201 if known is None else 200, self.hub.status(dossier))

    def _commit(self, dossier: str) -> None:
        missing = self.hub.missing(dossier)
        if missing:
            self._say(problem(409, missing=[lack.model_dump() for lack in missing]))
            return
        self.hub.commits[dossier] = self.hub.commits.get(dossier, 0) + 1
        if dossier not in self.hub.receipts:
            self.hub.receipts[dossier] = self.hub.signed(self.hub.receipt(dossier))
        self._model(200, self.hub.receipts[dossier])

    def _events(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        since, epoch = int(asked["since"][0]), asked.get("epoch", [""])[0]
        later = tuple(event for event in self.hub.events if event.cursor > since)[:2]
        page = HubEvents(events=later, next=later[-1].cursor if later else since)
        self._say(self.hub.signed_events(since, epoch, page.model_dump_json().encode()))

    def _release(self) -> None:
        if self.hub.release is None:
            self._say(problem(404))
        elif self.headers["If-None-Match"] == f'"release-{self.hub.release_number}"':
            self._say(Says(304))
        else:
            self._model(200, self.hub.release)

    def _create(self) -> None:
        pairs = (pair.split(" ") for pair in self.headers["Upload-Metadata"].split(","))
        data = {key: base64.b64decode(value).decode() for key, value in pairs}
        if data["dossier"] not in self.hub.documents:
            self._say(problem(404))
            return
        same = [name for name, u in self.hub.uploads.items() if u.object == data["object"]]
        if same:
            name = same[0]
        else:
            name = f"u{len(self.hub.seen)}x{data['object'][-4:]}"
            size = int(self.headers["Upload-Length"])
            self.hub.uploads[name] = Upload(data["dossier"], data["object"], data["sha256"], size)
            self.hub.uploads[name].data += self.body
            self.path = f"/v1/files/{name}"
        self._tus(201, self.hub.uploads[name], location=f"{self.hub.url}/v1/files/{name}")

    def _file(self, name: str) -> None:
        upload = self.hub.uploads.get(name)
        if upload is None:
            self._say(problem(404))
        elif self.command == "HEAD":
            self._tus(200, upload)
        elif int(self.headers["Upload-Offset"]) != len(upload.data):
            self._say(problem(409))
        else:
            upload.data += self.body
            self._tus(204, upload)

    def _enrol(self) -> None:
        asked = Enrolment.model_validate_json(self.body)
        if asked.code not in self.hub.codes:
            self._say(problem(403, "code"))
            return
        self.hub.codes.discard(asked.code)
        joined = Enrolled(
            device=self.hub.device,
            kiosk=asked.kiosk,
            hub="hub-thu",
            hub_signing_key=base64.b64encode(self.hub.raw_key).decode(),
            hub_key_id="hub-1",
            hub_recipient="age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kdxx9vyvs0qv9xe",
            server_time=NOON,
        )
        self._model(201, joined)

    def _signed(self) -> bool:
        try:
            result = self.hub.verifier.verify(self)[0]
        except HTTPMessageSignaturesException:
            return False
        covered = {name.strip('"') for name in result.covered_components}
        return {"@method", "@path"} <= covered

    # --- talking ---

    def _receive(self, size: int) -> None:
        parts = []
        while size > 0 and (part := self.rfile.read1(min(size, 16384))):
            parts.append(part)
            size -= len(part)
        self.body = b"".join(parts)

    def _model(self, status: int, model: object) -> None:
        text = getattr(model, "model_dump_json")()  # noqa: B009 - any pydantic model
        self._say(Says(status, text.encode()))

    def _tus(self, status: int, upload: Upload, location: str = "") -> None:
        headers = [
            ("Tus-Resumable", "1.0.0"),
            ("Upload-Offset", str(len(upload.data))),
            ("Upload-Length", str(upload.size)),
        ]
        if location:
            headers.append(("Location", location))
        self._say(Says(status, b"", "", tuple(headers)))

    def _say(self, says: Says) -> None:
        self.hub.note(Seen(self.command, self.path, len(self.body)))
        if getattr(self, "silent", False):
            self.silent = False
            return
        self.send_response(says.status)
        for name, value in says.headers:
            self.send_header(name, value)
        if says.kind:
            self.send_header("Content-Type", says.kind)
        if says.status != 204:
            self.send_header("Content-Length", str(len(says.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(says.body)

    def _reset(self) -> None:
        self.close_connection = True
        linger = struct.pack("ii", 1, 0)
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.rfile.close()
            self.connection.close()
