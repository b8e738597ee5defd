"""
The scripts of the pages: small modules, sent as they lie in their folders.
"""

from collections.abc import Iterable
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Request, Response

from shared.web.door import finished

_SHARED = Path(__file__).parent / "static"


class Scripts:
    """
    The modules that all services share, and those of one service's own pages.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        found = (path for folder in (_SHARED, *folders) for path in folder.glob("*.js"))
        self._content = {path.stem: path.read_bytes() for path in found}

    def answer(self, request: Request, name: str) -> Response:
        """
        Answer with a module, or that the browser has it already.

        It asks each time: modules that do not fit each other would break the page.

        Raises NotFound.
        """
        if name not in self._content:
            raise NotFound
        response = Response(self._content[name], mimetype="text/javascript")
        response.headers["Cache-Control"] = "no-cache"
        response.add_etag()
        return finished(response.make_conditional(request))
