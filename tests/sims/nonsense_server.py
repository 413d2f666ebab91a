"""A server that answers every request alike: a captive portal, a broken proxy, another program."""

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class NonsenseServer:
    """Listens on a loopback port until `close`; `answer` is what every request gets."""

    def __init__(self, port: int) -> None:
        self.answer = (HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain", b"")
        server = self

        class Handler(BaseHTTPRequestHandler):
            def say(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                status, kind, body = server.answer
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        for verb in ("GET", "POST", "PUT", "HEAD", "PATCH"):
            setattr(Handler, f"do_{verb}", Handler.say)
        self._http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Free the port."""
        self._http.shutdown()
        self._http.server_close()
