"""
What a mother tells of herself: all of it hers to give or not.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self
from uuid import UUID

from services.roster.domain.enrolment import Help
from services.roster.domain.mother import refused_languages
from services.roster.domain.name import (
    LONGEST_NAME,
    name_errors,
    refuse_if_any,
    tidy_name,
)


class Reads(StrEnum):
    """
    Whether a written message reaches her. No test is made of it: she says so.
    """

    YES = "yes"
    A_LITTLE = "a_little"
    NO = "no"


class PhoneOf(StrEnum):
    """
    Whose phone her number is.
    """

    HERS = "hers"
    HUSBAND = "husband"
    FAMILY = "family"
    ANOTHER = "another"


class Knows(StrEnum):
    """
    What she knows from her elder children, and can tell the others about.

    That is how a place is found and what twins are like, not what a child suffers from.
    """

    NURSERY = "nursery"
    KINDERGARTEN = "kindergarten"
    SCHOOL = "school"
    TWINS = "twins"


@dataclass(kw_only=True)
class Profile:
    """
    One mother's answers; what is left out is not known, and nothing follows from it.

    ``buddy_id`` is a mother of the group whom she comes along with. ``offers`` is what
    she would do for the others, at any time: it binds her to nothing.

    Refuses all fields that cannot be so, at once.
    """

    mother_id: UUID
    reads: Reads | None = None
    reading_languages: tuple[str, ...] = field(default=(), repr=False)
    phone_of: PhoneOf | None = None
    knows: frozenset[Knows] = frozenset()
    offers: frozenset[Help] = frozenset()
    # It may tell of an illness or a faith, so it stays out of logs and events.
    food_note: str | None = field(default=None, repr=False)
    buddy_id: UUID | None = None
    version: int = 1

    def __post_init__(self) -> None:
        errors = {}
        if self.food_note is not None:
            self.food_note = tidy_name(self.food_note)
            errors = name_errors(food_note=self.food_note)
        if wrong := refused_languages(self.reading_languages):
            errors["reading_languages"] = wrong
        if self.buddy_id == self.mother_id:
            errors["buddy_id"] = ["Choose another mother."]
        refuse_if_any(errors)

    def take_over(self, other: Self) -> Self:
        """
        Return what both entries of one mother say; where they differ, this one counts.

        What she cannot eat is told by both.
        """
        notes = [note for note in (self.food_note, other.food_note) if note]
        both = "; ".join(dict.fromkeys(notes))
        buddy_id = self.buddy_id or other.buddy_id
        is_herself = buddy_id in {self.mother_id, other.mother_id}
        return replace(
            self,
            reads=self.reads or other.reads,
            reading_languages=self.reading_languages or other.reading_languages,
            phone_of=self.phone_of or other.phone_of,
            knows=self.knows | other.knows,
            offers=self.offers | other.offers,
            food_note=both if 0 < len(both) <= LONGEST_NAME else self.food_note,
            buddy_id=None if is_herself else buddy_id,
            version=self.version + 1,
        )

    def without_buddy(self) -> Self:
        return replace(self, buddy_id=None, version=self.version + 1)

    @property
    def does_not_read(self) -> bool:
        return self.reads is Reads.NO

    @property
    def is_anothers_phone(self) -> bool:
        return self.phone_of not in {None, PhoneOf.HERS}
