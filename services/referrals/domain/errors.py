"""
What the referrals' rules refuse, each fact with its code.
"""

from shared.kernel.refusal import Conflict, Forbidden, Invalid, NotFound, Refusal


class RoleMayNot(Forbidden):
    """
    This step is not for the role that tried it.
    """

    code = "role-may-not"


class NotYours(Forbidden):
    """
    The role would be right, but the step belongs to another organisation.
    """

    code = "not-yours"


class ReferralInState(Conflict):
    """
    The referral's present state has no such step.
    """

    code = "referral-in-state"


class HandOffInState(Conflict):
    """
    The hand-off's present state has no such step.
    """

    code = "hand-off-in-state"


class ConsentMissing(Conflict):
    """
    The mother has not been asked about this disclosure.
    """

    code = "consent-missing"


class ConsentRefused(Conflict):
    """
    The mother was asked about this disclosure and said no.
    """

    code = "consent-refused"


class VisitAlreadyAtThisTime(Conflict):
    """
    The visit stands at this very time already; there is nothing to move.
    """

    code = "visit-already-at-this-time"


class InterpreterInState(Conflict):
    """
    The interpreter's present state has no such step.
    """

    code = "interpreter-in-state"


class InterpreterIsRelative(Refusal):
    """
    A relative never interprets at a home visit.
    """

    code = "interpreter-is-relative"


class InterpreterIsMinor(Refusal):
    """
    A minor never interprets at a home visit.
    """

    code = "interpreter-is-minor"


class InterpreterIsGroupMember(Refusal):
    """
    Another mother from the group never interprets at a home visit.
    """

    code = "interpreter-is-group-member"


class WishNotKnown(Invalid):
    """
    A wish is neither one of the codes nor a daycare's id.
    """

    code = "wish-not-known"


class DayNotPossible(Invalid):
    """
    A day is past where it must be ahead, ahead where it must be past, or years away.
    """

    code = "day-not-possible"


class NotFirstOfMonth(Invalid):
    """
    A month is written as its first day; no other day is kept.
    """

    code = "not-first-of-month"


class ChildNotKnown(NotFound):
    """
    No child, or no mother with a child, is known here under this id.
    """

    code = "child-not-known"


class RecipientNotKnown(Conflict):
    """
    Nobody has told yet which organisation has her group; nothing was sent.
    """

    code = "recipient-not-known"


class ReferralNotFound(NotFound):
    """
    No referral is known under this id.
    """

    code = "referral-not-found"


class HandOffNotFound(NotFound):
    """
    No hand-off is known under this id.
    """

    code = "hand-off-not-found"


class HandOffAlreadyOpen(Conflict):
    """
    This child has an open hand-off already: go on with that one.
    """

    code = "hand-off-already-open"
