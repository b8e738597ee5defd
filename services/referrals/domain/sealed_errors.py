"""
What the sealed lane refuses, each fact with its code.
"""

from shared.kernel.refusal import Conflict, Invalid, NotFound


class SealedCaseNotFound(NotFound):
    """
    There is no such case, or it is sealed to whoever asks: nobody hears which.
    """

    code = "sealed-case-not-found"


class SealedCaseInState(Conflict):
    """
    The case's present state has no such step.
    """

    code = "sealed-case-in-state"


class OfficeNotKnown(Invalid):
    """
    The office is none of those that are configured; a name is not typed.
    """

    code = "office-not-known"


class ReceiptBeforeSent(Invalid):
    """
    Nobody confirms what was not sent yet.
    """

    code = "receipt-before-sent"
