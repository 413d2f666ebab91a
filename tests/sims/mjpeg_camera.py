"""A network camera on loopback: sends MJPEG, falls silent, or hangs up, as the test says."""

from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread

from typing_extensions import override

BOUNDARY = "picture"


class MjpegCamera:
    """Serves `pictures` (JPEG bytes) over and over at `url` until told otherwise.

    Use it as a context manager; leaving it hangs up on every viewer.
    """

    def __init__(self, pictures: Sequence[bytes], rate: float = 25.0) -> None:
        self._pictures = tuple(pictures)
        self._pause = 1 / rate
        self._change = Condition()
        self._silent = False
        self._away = False
        self._ended = False
        self.viewers = 0
        """How many times somebody began to watch."""
        self._server = _Server(("127.0.0.1", 0), _Viewer)
        self._server.camera = self
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/stream.mjpg"

    def fall_silent(self) -> None:
        """Keep every line open and send nothing more, as a hung camera does."""
        self._set(silent=True, away=False)

    def hang_up(self) -> None:
        """Drop every viewer and refuse new ones, as a camera that starts anew does."""
        self._set(silent=False, away=True)

    def send_again(self) -> None:
        self._set(silent=False, away=False)

    def __enter__(self) -> "MjpegCamera":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._change:
            self._ended = True
            self._change.notify_all()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def away(self) -> bool:
        """Whether nobody may watch now."""
        with self._change:
            return self._away

    def _set(self, *, silent: bool, away: bool) -> None:
        with self._change:
            self._silent, self._away = silent, away
            self._change.notify_all()

    def send_to(self, viewer: "_Viewer") -> None:
        """Pictures to one viewer until it or the camera goes."""
        with self._change:
            self.viewers += 1
        place = 0
        while self._may_send():
            picture = self._pictures[place % len(self._pictures)]
            head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(picture)}"
            viewer.wfile.write(head.encode() + b"\r\n\r\n" + picture + b"\r\n")
            place += 1

    def _may_send(self) -> bool:
        """Wait for the time of the next picture, or longer while silent; False at the end."""
        with self._change:
            self._change.wait_for(lambda: self._ended or self._away, timeout=self._pause)
            self._change.wait_for(lambda: self._ended or self._away or not self._silent)
            return not (self._ended or self._away)


class _Server(ThreadingHTTPServer):
    camera: MjpegCamera
    daemon_threads = True


class _Viewer(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        if self.server.camera.away:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.end_headers()
        try:
            self.server.camera.send_to(self)
        except OSError:
            self.close_connection = True

    @override
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the test reads what it needs."""
