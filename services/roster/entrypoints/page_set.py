"""
The roster's templates and wording, for every file with pages.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Request, Response

from services.roster.entrypoints.access import ACCESS
from services.roster.entrypoints.csv_out import Sheet
from services.roster.entrypoints.field_words import FIELD_WORDS
from services.roster.entrypoints.wording import WORDING
from shared.web.http import call_of
from shared.web.more_pages import MorePages
from shared.web.other_ids import of_kept


class RosterPages(MorePages):
    """
    The pages of the roster, with sheets to be kept.
    """

    def gives(self, url: str) -> Any:
        """
        Make a method answer ``GET <url>`` with a sheet to be kept.

        It returns what a page would show as well, so that it is written down whom the
        sheet is about before it leaves.
        """

        def decorate(method: Callable[..., tuple[Mapping[str, Any], Sheet]]) -> Any:
            def make(self_: Any, request: Request, **ids: Any) -> Response:
                call = call_of(request, self_.uow)
                with self_.uow.reading():
                    ids = of_kept(self_.uow, ids)
                    told, sheet = method(self_, call, **ids)
                response = sheet.response()
                self.note_looks(self_, call, f"GET {url}", told, ids)
                return response

            return self.route("GET", url, method, make)

        return decorate


_TEMPLATES = Path(__file__).parents[1] / "templates"
PAGES = RosterPages("roster", _TEMPLATES, WORDING, ACCESS, FIELD_WORDS)
