"""
How a mother may be reached, as the roster has told it.
"""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Contact:
    """
    Her name, her number and her languages, and what to mind when calling.

    ``languages`` are those that she speaks; what she reads is empty where she has not
    said it.
    """

    mother_id: UUID
    display_name: str
    phone: str | None
    languages: tuple[str, ...]
    shared_phone: bool
    may_leave_message: bool
    reading_languages: tuple[str, ...] = ()
    does_not_read: bool = False

    @property
    def languages_to_write_in(self) -> tuple[str, ...]:
        """
        Return her languages for a text, the best first.
        """
        return (*self.reading_languages, *self.languages)

    @property
    def is_to_be_spoken_to(self) -> bool:
        """
        Return whether a text does not reach her and a voice may.

        Nothing is spoken into a phone that others hear.
        """
        return self.does_not_read and not self.shared_phone
