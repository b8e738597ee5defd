"""
Brings the catalogues up to date with the texts in the code: ``deploy.catalogues``.

Each service, and what is shared, has its own. A new text stands there without a
translation until somebody writes one, a text that is gone is dropped, and
``tests/web/test_catalogues.py`` fails until all are translated.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from shared.bus.topology import SERVICES
from shared.web.catalogues import locale_file
from shared.web.language import DANISH, LANGUAGES

ROOT = Path(__file__).parents[1]
OWNERS = {name: ROOT / "services" / name for name in SERVICES} | {
    "shared": ROOT / "shared" / "web"
}
"""Whose texts they are, and where these stand."""

_METHODS = [("**.py", "python"), ("**.html", "jinja2")]
_OPTIONS = {"**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_ONE = None
_KEYWORDS = {
    "_": _ONE,
    "gettext": _ONE,
    "lazy_gettext": _ONE,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}


def extracted(place: Path) -> Catalog:
    """
    Return every text that the code and the templates in a folder say.
    """
    found = Catalog()
    for file, line, text, comments, context in extract_from_dir(
        str(place), _METHODS, _OPTIONS, _KEYWORDS
    ):
        found.add(
            text,
            locations=[(file, line)],
            auto_comments=comments,
            context=context,
        )
    return found


def renewed(owner: str, language: str) -> Catalog:
    """
    Return an owner's catalogue with the texts of today, translated as far as it was.
    """
    place = OWNERS[owner]
    catalogue = catalogue_of(owner, language)
    catalogue.update(extracted(place), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def catalogue_of(owner: str, language: str) -> Catalog:
    file = locale_file(OWNERS[owner] / "locale", language)
    if not file.exists():
        return Catalog(locale=language, project="Babygruppe", fuzzy=False)
    with file.open("rb") as written:
        return read_po(written, locale=language)


def translated_languages() -> Iterator[str]:
    return (language for language in LANGUAGES if language != DANISH)


def main() -> int:
    """
    Write every catalogue anew; return 0.
    """
    for language in translated_languages():
        for owner, place in OWNERS.items():
            file = locale_file(place / "locale", language)
            file.parent.mkdir(parents=True, exist_ok=True)
            catalogue = renewed(owner, language)
            _write(catalogue, file)
            left = [one for one in catalogue if one.id and not one.string]
            print(f"{file.relative_to(ROOT)}: {len(left)} to translate")
    return 0


def _write(catalogue: Catalog, file: Path) -> None:
    """
    Write a catalogue without what changes by itself: dates and line numbers.
    """
    body = io.BytesIO()
    write_po(body, catalogue, width=88, omit_header=True, no_location=True)
    header = _HEADER.format(
        language=catalogue.locale_identifier, plural=catalogue.plural_forms
    )
    file.write_bytes(header.encode() + body.getvalue())


if __name__ == "__main__":
    sys.exit(main())
