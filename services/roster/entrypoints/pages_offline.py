"""
What a browser needs to keep the register usable without a network.
"""

from typing import Any

from werkzeug.wrappers import Request, Response

from services.roster.entrypoints.page_set import PAGES
from shared.web.door import finished
from shared.web.http import Http
from shared.web.static_files import serve_static


class Entrypoints:
    @PAGES.shows("/offline", "offline.html")
    def offline(self) -> dict[str, Any]:
        return {}

    @Http.decorator("GET", "/service-worker.js")
    def service_worker(self, request: Request) -> Response:
        # Not below /static: a worker may look after the pages beside it and below.
        return finished(serve_static(request, "service_worker.js", PAGES.files))
