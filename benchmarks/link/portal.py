"""A captive portal before the hub: `portal PORT HUB_PORT SECONDS`.

For so many seconds every request is answered with a log-in page and status 200; then bytes pass
both ways untouched.
"""

import asyncio
import sys
import time

from benchmarks.link.line import HUB_SIDE

_PAGE = b"<!DOCTYPE html><title>Wi-Fi</title><p>Xin dang nhap.</p>"
_LOGIN = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length: "
    + str(len(_PAGE)).encode()
    + b"\r\n\r\n"
    + _PAGE
)
_PIECE = 65_536


async def serve(port: int, hub_port: int, seconds: float) -> None:
    """Stand between the line and the hub until stopped."""
    opens = time.monotonic() + seconds

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if time.monotonic() < opens:
            await reader.read(_PIECE)
            writer.write(_LOGIN)
            writer.close()
            return
        inner, outer = await asyncio.open_connection(HUB_SIDE, hub_port)
        await asyncio.gather(_pass(reader, outer), _pass(inner, writer), return_exceptions=True)

    server = await asyncio.start_server(meet, HUB_SIDE, port)
    print("ready", flush=True)
    async with server:
        await server.serve_forever()


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    finally:
        writer.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
