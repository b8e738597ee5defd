"""
Style, scripts and pictures: an address that changes with the content, kept for a year.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from werkzeug.wrappers import Request, Response

_FOLDER = Path(__file__).parent / "static"
_SERVED = {".css", ".js", ".svg", ".png", ".webmanifest"}
_SMALLEST_GZIPPED = 1_000  # bytes; below it the headers weigh more than is saved.
_FOR_A_YEAR = "public, max-age=31536000, immutable"
_FOR_A_MOMENT = "public, max-age=60"


@dataclass(frozen=True, kw_only=True)
class StaticFile:
    """
    A file as it is sent: plain, and packed where that makes it smaller.
    """

    name: str
    address: str
    content: bytes
    packed: bytes | None
    mimetype: str

    @classmethod
    def read(cls, path: Path) -> "StaticFile":
        content = path.read_bytes()
        told = hashlib.sha256(content).hexdigest()[:12]
        packed = gzip.compress(content, mtime=0)
        is_worth_it = len(content) >= _SMALLEST_GZIPPED and len(packed) < len(content)
        return cls(
            name=path.name,
            address=f"{path.stem}-{told}{path.suffix}",
            content=content,
            packed=packed if is_worth_it else None,
            mimetype=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        )


FILES: Mapping[str, StaticFile] = {
    path.name: StaticFile.read(path)
    for path in sorted(_FOLDER.iterdir())
    if path.suffix in _SERVED
}


def static_address(name: str) -> str:
    """
    Return where a file is found below ``/<service>/static/``.
    """
    return FILES[name].address


def serve_static(request: Request, asked: str) -> Response:
    """
    Answer a file by its address; an address of another release answers today's file.

    While a new release starts beside the old one, a page of the one may ask the other.
    """
    file = _found(asked)
    if file is None:
        return Response(status=404)
    is_same = asked == file.address
    response = Response(file.content, mimetype=file.mimetype)
    response.headers["Cache-Control"] = _FOR_A_YEAR if is_same else _FOR_A_MOMENT
    if file.packed is not None:
        response.headers["Vary"] = "Accept-Encoding"
        if request.accept_encodings["gzip"]:
            response.set_data(file.packed)
            response.headers["Content-Encoding"] = "gzip"
    return response


def _found(asked: str) -> StaticFile | None:
    stem, _, suffix = asked.rpartition(".")
    return FILES.get(asked) or FILES.get(f"{stem.rpartition('-')[0]}.{suffix}")
