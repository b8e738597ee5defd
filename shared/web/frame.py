"""
The frame of every page: the templates' environment, and what all of them may use.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from werkzeug.wrappers import Request, Response

from shared.web import moments, names
from shared.web.access import Access
from shared.web.catalogues import SHARED_LOCALE, readings
from shared.web.forgery import new_form_key
from shared.web.language import (
    LANGUAGES,
    current_language,
    gettext,
    language_of,
    ngettext,
    pgettext,
    reading_in,
)
from shared.web.menu import menu_of
from shared.web.static_files import static_address
from shared.web.who import Who
from shared.web.wording import ORGANISATIONS, ROLES

SHARED_TEMPLATES = Path(__file__).parent / "templates"
_READER: ContextVar[Who | None] = ContextVar("reader", default=None)
"""For whom a page is written: an imported macro sees no variables of the page."""


class _CompiledOnce(BytecodeCache):
    """
    What every service shares is compiled once in a process, not once in each frame.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _CompiledOnce()


class Frame:
    """
    Renders the templates of one place: a service, or the door itself (no name).
    """

    def __init__(
        self,
        service: str = "",
        home: Path | None = None,
        access: Access | None = None,
    ) -> None:
        self.service = service
        folders = [home / "templates"] if home else []
        locales = [home / "locale"] if home else []
        self._readings = readings(*locales, SHARED_LOCALE)
        self._environment = _environment([*folders, SHARED_TEMPLATES])
        self._environment.globals.update(
            service=service,
            static=lambda name: f"/static/{static_address(name)}",
            module=self._module,
            may=lambda route: bool(access and access.allows(route, _READER.get())),
        )

    def reading(self, request: Request) -> Any:
        """
        Say everything in the reader's language, inside a ``with`` block.
        """
        return reading_in(self._readings[language_of(request)])

    def reading_in(self, language: str) -> Any:
        """
        Say everything in this language, inside a ``with`` block.
        """
        return reading_in(self._readings[language])

    def page(
        self, template: str, *, who: Who | None, status: int = 200, **shown: Any
    ) -> Response:
        """
        Write a page for whoever reads it; a stranger gets no menu.
        """
        told = {
            "who": who,
            "by": who.role if who else None,
            "menu": menu_of(who.role, who.organisation) if who else (),
            "language": current_language(),
            "here": "",
            **shown,
        }
        with _written_for(who):
            text = self._environment.get_template(template).render(**told)
        return Response(text, status=status, mimetype="text/html")

    def _module(self, name: str) -> str:
        place = f"/{self.service}" if self.service else ""
        return f"{place}/static/{name}"


@contextmanager
def _written_for(who: Who | None) -> Iterator[None]:
    token = _READER.set(who)
    try:
        yield
    finally:
        _READER.reset(token)


def _form_key_of_reader() -> str:
    who = _READER.get()
    return new_form_key(who.forgery_guard if who else "")


def _environment(folders: list[Path]) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(each) for each in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        bytecode_cache=_COMPILED,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext
    )
    environment.globals.update(_globals())
    filters = (*moments.FILTERS, *names.FILTERS)
    environment.filters.update({each.__name__: each for each in filters})
    return environment


def _globals() -> Mapping[str, Any]:
    return {
        "roles": ROLES,
        "organisations": ORGANISATIONS,
        "new_form_key": _form_key_of_reader,
        "languages": LANGUAGES,
        "language_name": moments.language_name,
    }


def where_from(request: Request, otherwise: str) -> str:
    """
    Return the path of the page of ours that led here, so that there is a way back.
    """
    came = urlsplit(request.headers.get("Referer", ""))
    is_ours = came.netloc == request.host and came.path.startswith("/")
    # A path that begins with two slashes would be read as another machine.
    if not is_ours or came.path.startswith("//"):
        return otherwise
    return f"{came.path}?{came.query}" if came.query else came.path
