"""
The ways in which notifications says no.
"""

from shared.kernel.refusal import Conflict, Invalid, NotFound


class MessageNotFound(NotFound):
    """
    No message is known under this id.
    """

    code = "message-not-found"


class MessageInState(Conflict):
    """
    The message's present state has no such step.
    """

    code = "message-in-state"


class MessageNotDue(Conflict):
    """
    It is too early for this message to leave.
    """

    code = "message-not-due"


class RecipientIsAnother(Conflict):
    """
    The message is for one mother, and this is another; there is no fall-back.
    """

    code = "recipient-is-another"


class FactsMissing(Invalid):
    """
    The text of this message could not be written without these facts.
    """

    code = "facts-missing"
