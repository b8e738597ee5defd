"""
Style, scripts and pictures: an address that changes with the content, kept for a year.

Modules import each other by their plain names, so they are asked for under these, and
each time anew: modules of two releases would not fit each other.
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
_ASK_EACH_TIME = "no-cache"


@dataclass(frozen=True, kw_only=True)
class StaticFile:
    """
    A file as it is sent: plain, and packed where that makes it smaller.
    """

    name: str
    address: str
    told: str
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
            told=told,
            content=content,
            packed=packed if is_worth_it else None,
            mimetype=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        )


def files_in(folder: Path) -> Mapping[str, StaticFile]:
    """
    Read what is served from a folder, by its names; nothing where there is no folder.
    """
    return {
        path.name: StaticFile.read(path)
        for path in sorted(folder.glob("*.*"))
        if path.suffix in _SERVED
    }


FILES = files_in(_FOLDER)
"""What all services share, and the door has too."""


def static_address(name: str) -> str:
    """
    Return where a file is found below ``/<service>/static/``.
    """
    return FILES[name].address


def serve_static(
    request: Request, asked: str, files: Mapping[str, StaticFile] = FILES
) -> Response:
    """
    Answer a file by its address; an address of another release answers today's file.

    While a new release starts beside the old one, a page of the one may ask the other.
    """
    file = _found(asked, files)
    if file is None:
        return Response(status=404)
    response = Response(file.content, mimetype=file.mimetype)
    response.headers["Cache-Control"] = _kept(asked, file)
    response.set_etag(file.told, weak=True)  # Packed or plain, it says the same.
    _pack(request, response, file)
    return response.make_conditional(request)


def _kept(asked: str, file: StaticFile) -> str:
    if asked == file.name:
        return _ASK_EACH_TIME
    return _FOR_A_YEAR if asked == file.address else _FOR_A_MOMENT


def _pack(request: Request, response: Response, file: StaticFile) -> None:
    if file.packed is not None:
        response.headers["Vary"] = "Accept-Encoding"
        if request.accept_encodings["gzip"]:
            response.set_data(file.packed)
            response.headers["Content-Encoding"] = "gzip"


def _found(asked: str, files: Mapping[str, StaticFile]) -> StaticFile | None:
    stem, _, suffix = asked.rpartition(".")
    return files.get(asked) or files.get(f"{stem.rpartition('-')[0]}.{suffix}")
