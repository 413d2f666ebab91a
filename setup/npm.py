"""Unpacks one exact version of an npm package, checked against its known sha512."""

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """A published package; `integrity` is the registry's own subresource-integrity string."""

    name: str
    version: str
    integrity: str


def unpack(package: Package, into: Path) -> Path:
    """Fetch `package` with the npm client and return its unpacked folder.

    Raises ValueError when the bytes are not the ones whose hash is recorded here.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise FileNotFoundError("npm is needed to fetch assets (on Debian: apt-get install npm)")
    answer = subprocess.run(
        [npm, "pack", f"{package.name}@{package.version}", "--json", "--silent"],
        cwd=into,
        check=True,
        capture_output=True,
        text=True,
    )
    archive = into / str(json.loads(answer.stdout)[0]["filename"])
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != package.integrity:
        raise ValueError(f"{package.name} {package.version} is not the package known here")
    folder = into / archive.stem
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"
