"""
The languages in which the product speaks to mothers, and which of them is hers.
"""

from collections.abc import Collection, Iterable

# Every text for a mother, a message or her own page, is there in each of these.
MOTHERS_LANGUAGES = (
    "da", "en", "tr", "ur", "pl", "tl", "fa", "bg", "ar", "so", "vi", "uk"
)  # fmt: skip
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur"})

_ENGLISH = "en"
_DANISH = "da"
# Filipino has two codes; the texts are kept under the older one.
_SAME_LANGUAGE = {"fil": "tl"}


def language_for(codes: Iterable[str], *, among: Collection[str]) -> str:
    """
    Return the first of somebody's languages that there is a text in.

    Without one it is English, which more of the mothers read than Danish.
    """
    for code in codes:
        primary = code.split("-", maxsplit=1)[0].lower()
        wanted = _SAME_LANGUAGE.get(primary, primary)
        if wanted in among:
            return wanted
    return _ENGLISH if _ENGLISH in among else _DANISH
