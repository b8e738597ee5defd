"""
How far a pick-up has come, and why nobody fetches her after all.
"""

from enum import StrEnum


class PickUpState(StrEnum):
    """
    Planned until somebody says that she was fetched, or that she is not.
    """

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class Because(StrEnum):
    """
    Why it was cancelled; only the first was somebody's own decision.
    """

    ASKED = "asked"
    NOT_COMING = "not_coming"
    BUDDY_NOT_COMING = "buddy_not_coming"
    NO_THANKS = "no_thanks"
    BUDDY_NO_THANKS = "buddy_no_thanks"
    OUT_OF_GROUP = "out_of_group"
    BUDDY_OUT_OF_GROUP = "buddy_out_of_group"
    OTHER_GROUP = "other_group"
    BUDDY_OTHER_GROUP = "buddy_other_group"
    VISIT_MOVED = "visit_moved"
    SESSION_CANCELLED = "session_cancelled"


# The register says so, and may say otherwise as long as a mark can be taken back.
READ_IN_REGISTER = frozenset({Because.NOT_COMING, Because.BUDDY_NOT_COMING})
