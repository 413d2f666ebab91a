"""tus requests as they are on the wire, signed by a kiosk."""

import socket
from base64 import b64encode
from urllib.parse import urlsplit

TUS = {"Tus-Resumable": "1.0.0"}
STREAM = {"Content-Type": "application/offset+octet-stream"}


def metadata(document, sealed, **other):
    fields = {
        "dossier": document.id,
        "object": sealed.id,
        "sha256": sealed.sealed_sha256,
        **other,
    }
    return ",".join(f"{key} {b64encode(value.encode()).decode()}" for key, value in fields.items())


def create(wire, document, sealed, content=b"", length=None, **other):
    headers = {
        **TUS,
        "Upload-Length": str(sealed.sealed_size if length is None else length),
        "Upload-Metadata": metadata(document, sealed, **other),
        **(STREAM if content else {}),
    }
    return wire.post("/v1/files", headers=headers, content=content)


def patch(wire, address, offset, content, **other):
    headers = {**TUS, **STREAM, "Upload-Offset": str(offset), **other}
    return wire.patch(address, headers=headers, content=content)


def look(wire, address):
    return wire.head(address, headers=TUS)


def offset(answer):
    return int(answer.headers["Upload-Offset"])


def begin_patch(wire, url, address, start, length):
    """A PATCH sent by hand that announces `length` bytes; the socket to go on with."""
    auth = wire.auth
    request = wire.build_request("PATCH", address, headers={**TUS, **STREAM})
    request = next(auth.auth_flow(request))
    fields = {
        "Host": "hub",
        "Tus-Resumable": "1.0.0",
        "Content-Type": STREAM["Content-Type"],
        "Upload-Offset": str(start),
        "Content-Length": str(length),
        "Signature": request.headers["Signature"],
        "Signature-Input": request.headers["Signature-Input"],
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    line = socket.create_connection((urlsplit(url).hostname, urlsplit(url).port), timeout=20)
    line.sendall(f"PATCH {address} HTTP/1.1\r\n{head}\r\n".encode())
    return line
