"""
How a mother may be reached, as it is known at the moment of sending.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

ENGLISH = "en"
DANISH = "da"

# Filipino has two codes; the texts are kept under the older one.
_SAME_LANGUAGE = {"fil": "tl"}


@dataclass(kw_only=True)
class Recipient:
    """
    Her number, her languages, whether she shares the phone, and whether she wants none.

    ``may_leave_message`` is about a voice on her answering machine, not about a text.
    """

    mother_id: UUID
    display_name: str
    phone: str | None
    languages: tuple[str, ...] = ()
    shared_phone: bool = False
    may_leave_message: bool = False
    opted_out: bool = False
    version: int = 1

    def language(self, *, among: Collection[str]) -> str:
        """
        Return the first of her languages that there is a text in.

        Without one it is English, which more of the mothers read than Danish.
        """
        for code in self.languages:
            primary = code.split("-", maxsplit=1)[0].lower()
            wanted = _SAME_LANGUAGE.get(primary, primary)
            if wanted in among:
                return wanted
        return ENGLISH if ENGLISH in among else DANISH
