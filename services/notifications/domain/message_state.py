"""
The states of a message, and the reasons for which it does not leave.
"""

from enum import StrEnum


class MessageState(StrEnum):
    """
    Where one message stands; only a queued one can still leave.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    WITHDRAWN = "withdrawn"
    SUPPRESSED = "suppressed"


class Withdrawal(StrEnum):
    """
    Why there was nothing to tell any more.
    """

    LATE_CANCELLATION = "late_cancellation"
    CORRECTED = "corrected"
    SESSION_CANCELLED = "session_cancelled"
    ANSWERED = "answered"
    ENOUGH_FOR_TODAY = "enough_for_today"
    NOT_WANTED = "not_wanted"
    VISIT_MOVED = "visit_moved"
    SESSION_MOVED = "session_moved"
    SESSION_REINSTATED = "session_reinstated"
    NO_THANKS = "no_thanks"
    OUT_OF_GROUP = "out_of_group"


class Suppression(StrEnum):
    """
    Why it may not be sent to her; a person may want to call instead.
    """

    OPT_OUT = "opt_out"
    NO_NUMBER = "no_number"
    SHARED_PHONE = "shared_phone"
    TOO_LATE = "too_late"


class Failure(StrEnum):
    """
    Why the gateway did not take it.
    """

    BAD_NUMBER = "bad_number"
    REFUSED = "refused"


class Channel(StrEnum):
    """
    The way in which it leaves.
    """

    TEXT = "text"
