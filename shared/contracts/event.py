"""
What every event has in common, and the few types that its fields may have.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NewType
from uuid import UUID

LanguageCode = NewType("LanguageCode", str)
PersonalText = NewType("PersonalText", str)


class Sensitivity(StrEnum):
    """
    How carefully an event is to be kept.
    """

    NONE = "none"
    ORDINARY = "ordinary"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, kw_only=True)
class Event:
    """
    Something that happened, told with ids, codes and times.

    ``aggregate`` names the fields whose values identify what changed. A consumer keeps
    the greatest version of each aggregate and skips what is older, so an event must
    say all that a later event of the same aggregate would need to replace.
    """

    event_type: ClassVar[str]
    producer: ClassVar[str]
    exchange: ClassVar[str]
    sensitivity: ClassVar[Sensitivity] = Sensitivity.ORDINARY
    subject_kind: ClassVar[str] = "mother"
    subject_field: ClassVar[str] = "mother_id"
    aggregate: ClassVar[tuple[str, ...]]

    @property
    def subject(self) -> str:
        """
        Return whom or what the event is about, as ``mother/<id>``.
        """
        return f"{self.subject_kind}/{getattr(self, self.subject_field)}"

    @property
    def outlives_merge(self) -> bool:
        """
        Return whether it still says something of an id that a mother has given up.

        It does not where what the kept id is told of takes its place.
        """
        return True

    @property
    def aggregate_key(self) -> str:
        """
        Return the name of what changed, as ``roster.attendance:<id>:<id>``.
        """
        kind = self.event_type.rsplit(".", 2)[0]
        ids: list[UUID] = [getattr(self, name) for name in self.aggregate]
        return ":".join((kind, *map(str, ids)))
