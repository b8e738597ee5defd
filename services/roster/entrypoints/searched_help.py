"""
What a mother can help with, where somebody types that instead of a name.
"""

from collections.abc import Mapping
from typing import Any

from services.roster.domain.enrolment import Help
from services.roster.domain.profile import Knows
from services.roster.domain.search_keys import words_of
from services.roster.entrypoints import enrolment_words, profile_words

_SHORTEST = 4


def searched_help(text: str) -> dict[str, list[Any]]:
    """
    Return what she would do and what she knows about that the text may mean.

    All typed words stand in what it is called in the reader's language, whole or as the
    beginning of a word. A shorter beginning is a name's; words like "for" alone mean
    nothing.
    """
    typed = words_of(text)
    return {
        "offers": [Help(code) for code in _called(typed, enrolment_words.HELP)],
        "knows": [Knows(code) for code in _called(typed, profile_words.KNOWS)],
    }


def _called(typed: list[str], words: Mapping[str, str]) -> list[str]:
    return [
        code
        for code, said in words.items()
        if any(len(one) >= _SHORTEST for one in typed)
        and all(_stands_in(one, words_of(str(said))) for one in typed)
    ]


def _stands_in(typed: str, words: list[str]) -> bool:
    return typed in words or (
        len(typed) >= _SHORTEST and any(word.startswith(typed) for word in words)
    )
