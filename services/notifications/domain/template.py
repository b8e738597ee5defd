"""
The messages that there are; their texts lie in ``templates/messages``.

A text may use ``group`` and, unless it is neutral, ``name``; beside these ``day`` and
``time``, written out in its language from ``starts_at``; ``answer_by``, a day likewise;
``interpreter``, which is true when one comes along; and ``elsewhere``, which is true
when the group does not meet where it always does.
"""

from collections.abc import Mapping
from enum import StrEnum

from shared.kernel.mothers_languages import MOTHERS_LANGUAGES

# Every message has a text in each of these.
LANGUAGES = MOTHERS_LANGUAGES


class Template(StrEnum):
    """
    What a message tells.
    """

    MISSED_YOU = "missed_you"
    VISIT_SCHEDULED = "visit_scheduled"
    PLACE_OFFERED = "place_offered"
    SESSION_CANCELLED = "session_cancelled"
    SESSION_MOVED = "session_moved"
    SESSION_REINSTATED = "session_reinstated"
    SEE_YOU = "see_you"

    @property
    def is_neutral(self) -> bool:
        """
        Whether anybody who holds the phone may read it: no name, nothing about her.
        """
        return self in _NEUTRAL

    @property
    def is_about_group(self) -> bool:
        """
        Whether it is only for who is in the group.
        """
        return self in _ABOUT_GROUP

    @property
    def is_follow_up(self) -> bool:
        """
        Whether it follows a mother up: then the quiet hours hold for it.
        """
        return self in FOLLOW_UP

    @property
    def facts(self) -> frozenset[str]:
        """
        The facts that its text cannot be written without.
        """
        return _FACTS[self]


FOLLOW_UP = frozenset({Template.MISSED_YOU, Template.SEE_YOU})
"""What follows a mother up."""
ABOUT_SESSIONS = frozenset(
    {Template.SESSION_CANCELLED, Template.SESSION_MOVED, Template.SESSION_REINSTATED}
)
"""What tells of a session; the newest that has left is what she believes of it."""
_ABOUT_GROUP = FOLLOW_UP | ABOUT_SESSIONS
_NEUTRAL = _ABOUT_GROUP
_FACTS: Mapping[Template, frozenset[str]] = {
    Template.MISSED_YOU: frozenset(),
    Template.VISIT_SCHEDULED: frozenset({"starts_at"}),
    Template.PLACE_OFFERED: frozenset({"answer_by"}),
    Template.SESSION_CANCELLED: frozenset({"starts_at"}),
    Template.SESSION_MOVED: frozenset({"starts_at"}),
    Template.SESSION_REINSTATED: frozenset({"starts_at"}),
    Template.SEE_YOU: frozenset({"starts_at"}),
}
