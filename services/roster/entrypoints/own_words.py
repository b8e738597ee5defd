"""
What a mother's own page says, in each language that mothers are spoken to in.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared.days import day_in
from shared.kernel.clock import on_the_wall
from shared.kernel.mothers_languages import MOTHERS_LANGUAGES, RIGHT_TO_LEFT

_TEXTS = Path(__file__).parents[1] / "templates" / "own"


@dataclass(frozen=True, kw_only=True)
class Words:
    """
    The page's texts in one language, and how moments are written in it.
    """

    language: str
    texts: Mapping[str, str]
    themes: Mapping[str, str]

    @property
    def direction(self) -> str:
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    def __getitem__(self, name: str) -> str:
        return self.texts[name]

    def day(self, moment: datetime) -> str:
        return day_in(self.language, on_the_wall(moment).date())

    def theme(self, written: str) -> str | None:
        """
        Return what a usual theme is called; None for one that staff have put in words.
        """
        return self.themes.get(written.strip().casefold())


def _read(language: str) -> Words:
    with (_TEXTS / f"{language}.toml").open("rb") as file:
        told = tomllib.load(file)
    return Words(language=language, themes=told.pop("themes"), texts=told)


WORDS: Mapping[str, Words] = {one: _read(one) for one in MOTHERS_LANGUAGES}
