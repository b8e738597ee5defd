"""
The language that a page is read in: Danish, or another that there is a catalogue for.

The Danish texts stand in the code, for they are the product's own words; a catalogue
says what they are in another language. Where nobody has chosen, it is Danish.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from gettext import NullTranslations
from typing import Any

from babel.support import LazyProxy
from werkzeug.wrappers import Request

DANISH = "da"
LANGUAGES: Mapping[str, str] = {DANISH: "Dansk", "en": "English"}
"""Each language by the name that its own speakers give it."""
COOKIE = "language"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """
    A language, and where its words stand.
    """

    language: str = DANISH
    catalogue: NullTranslations = field(default_factory=NullTranslations)


class Said(str):
    """
    A text that is already in the reader's words, and must not be looked up again.
    """

    __slots__ = ()


_READING: ContextVar[Reading] = ContextVar("reading")
_IN_DANISH = Reading()


@contextmanager
def reading_in(reading: Reading) -> Iterator[None]:
    """
    Say everything in this language until the block ends.
    """
    token = _READING.set(reading)
    try:
        yield
    finally:
        _READING.reset(token)


def language_of(request: Request) -> str:
    """
    Return the language that the reader has chosen, or Danish.
    """
    chosen = request.cookies.get(COOKIE, DANISH)
    return chosen if chosen in LANGUAGES else DANISH


def current_language() -> str:
    return _reading().language


def gettext(text: str) -> Said:
    """
    Say a Danish text in the language that is read in.
    """
    return Said(_reading().catalogue.gettext(text))


def ngettext(one: str, many: str, number: int) -> Said:
    """
    Say the text that fits the number.
    """
    return Said(_reading().catalogue.ngettext(one, many, number))


def pgettext(context: str, text: str) -> Said:
    """
    Say a text that means different things in different places.
    """
    return Said(_reading().catalogue.pgettext(context, text))


def lazy_gettext(text: str) -> Any:
    """
    Return a text that is said in the reader's language when it is shown.
    """
    return LazyProxy(partial(gettext, text), enable_cache=False)


def lazy_pgettext(context: str, text: str) -> Any:
    """
    Return such a text that means different things in different places.
    """
    return LazyProxy(partial(pgettext, context, text), enable_cache=False)


def _reading() -> Reading:
    return _READING.get(_IN_DANISH)
