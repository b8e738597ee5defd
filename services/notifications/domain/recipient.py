"""
How a mother may be reached, as it is known at the moment of sending.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from shared.kernel.mothers_languages import language_for


@dataclass(kw_only=True)
class Recipient:
    """
    Her number, her languages, whether she shares the phone, and whether she wants none.

    Before the languages that she speaks stand those that she reads, if she has told us.
    ``not_followed_up`` says that she wants no message because she missed a session.
    ``may_leave_message`` is about a voice on her answering machine, not about a text.
    """

    mother_id: UUID
    display_name: str
    phone: str | None
    languages: tuple[str, ...] = ()
    shared_phone: bool = False
    may_leave_message: bool = False
    opted_out: bool = False
    not_followed_up: bool = False
    version: int = 1

    def language(self, *, among: Collection[str]) -> str:
        """
        Return the first of her languages that there is a text in, or English.
        """
        return language_for(self.languages, among=among)
