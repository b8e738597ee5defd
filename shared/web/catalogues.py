"""
The catalogues: what the Danish texts are in another language, read from ``.po`` files.

They are read as they were written, once, when a service starts: there is nothing to
compile, and so nothing that was compiled too early.
"""

import io
from collections.abc import Mapping, Sequence
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from shared.web.language import DANISH, LANGUAGES, Reading

SHARED_LOCALE = Path(__file__).parent / "locale"


def readings(*locales: Path) -> Mapping[str, Reading]:
    """
    Return for each language where to look words up: in these folders, in this order.
    """
    others = [language for language in LANGUAGES if language != DANISH]
    return {DANISH: Reading()} | {
        language: Reading(language=language, catalogue=_catalogue(language, locales))
        for language in others
    }


def _catalogue(language: str, locales: Sequence[Path]) -> GNUTranslations:
    first, *rest = [_read(locale_file(each, language)) for each in locales]
    for other in rest:
        first.add_fallback(other)
    return first


def locale_file(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "messages.po"


def _read(file: Path) -> GNUTranslations:
    with file.open("rb") as written:
        catalogue = read_po(written)
    binary = io.BytesIO()
    write_mo(binary, catalogue)
    binary.seek(0)
    return GNUTranslations(binary)
