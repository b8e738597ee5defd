"""
A name on a page: in its own script and direction, whatever stands around it.
"""

import re
import unicodedata

from markupsafe import Markup

UNKNOWN = "und"  # Of no language that anybody has told (BCP 47).
_SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CJK": "Hani",
    "CYRILLIC": "Cyrl", "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor",
    "GREEK": "Grek", "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang",
    "HEBREW": "Hebr", "HIRAGANA": "Jpan", "KATAKANA": "Jpan", "KHMER": "Khmr",
    "LAO": "Laoo", "LATIN": "Latn", "MALAYALAM": "Mlym", "MYANMAR": "Mymr",
    "SINHALA": "Sinh", "SYRIAC": "Syrc", "TAMIL": "Taml", "TELUGU": "Telu",
    "THAANA": "Thaa", "THAI": "Thai", "TIBETAN": "Tibt",
}  # fmt: skip


def lang_of(name: str) -> str:
    """
    Return what a page's ``lang`` says of a name: its script alone, ``und-Arab``.

    From letters nobody knows a language: Arabic ones may be Farsi, Urdu or Kurdish. The
    script is enough for a browser to take a fitting font, and not to break the name as
    if it were Danish.
    """
    letter = next((each for each in name if each.isalpha()), None)
    called = unicodedata.name(letter, "") if letter else ""
    script = _SCRIPTS.get(re.split("[ -]", called)[0])
    return f"{UNKNOWN}-{script}" if script else UNKNOWN


def as_name(name: str) -> Markup:
    """
    Show a name so that what stands around it does not change how it is read.
    """
    return Markup('<bdi lang="{}" dir="auto">{}</bdi>').format(lang_of(name), name)


FILTERS = (lang_of, as_name)
