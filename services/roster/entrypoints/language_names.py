"""
Languages as staff write them: by code, or by their Danish or English name.
"""

import unicodedata
from collections.abc import Mapping
from functools import cache

from babel import Locale

# What people say that the tables do not have, and Filipino, which has a code of its own
# there but is written like Tagalog, so that her messages are found under one code.
_ALSO_CALLED = {
    "farsi": "fa",
    "fil": "tl",
    "filipino": "tl",
    "filippinsk": "tl",
    "kurmanci": "ku",
    "kurmanji": "ku",
    "mandarin": "zh",
    "panjabi": "pa",
    "prs": "fa-AF",
    "somalisk": "so",
    "tigrinja": "ti",
}
_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})


def language_code(written: str) -> str | None:
    """
    Return the BCP 47 code of a language, or None if none is called so.
    """
    name = unicodedata.normalize("NFC", written).strip().casefold()
    return _codes().get(name.replace("_", "-"))


def language_in_danish(code: str) -> str:
    """
    Return what a language is called on a list; a code without a name stays a code.
    """
    names: Mapping[str, str] = Locale("da").languages
    return names.get(code.replace("-", "_"), code)


@cache
def _codes() -> dict[str, str]:
    """
    Return the code for each code and name.

    A name wins over a code: "Ga" is a language of Ghana before it is the code of Irish.
    """
    tables = [Locale(language).languages for language in ("en", "da")]
    named = [
        (name, code.replace("_", "-"))
        for table in tables
        for code, name in table.items()
        if code not in _NO_LANGUAGE
    ]
    by_code = {code.casefold(): code for _, code in named}
    by_name = {name.casefold(): code for name, code in named}
    return by_code | by_name | _ALSO_CALLED
