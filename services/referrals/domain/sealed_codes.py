"""
How far a statutory notification is. There is no other word to it: nothing is written.
"""

from enum import StrEnum


class SealedState(StrEnum):
    """
    ``RECEIPT_DUE`` is not stored: it is ``SENT`` from the day on that it is due.
    """

    CONSIDERING = "considering"
    DISCUSSED = "discussed"
    SENT = "sent"
    RECEIPT_DUE = "receipt_due"
    RECEIPTED = "receipted"
    TOLD_OUTCOME = "told_outcome"
    CLOSED = "closed"


NOT_SENT = frozenset({SealedState.CONSIDERING, SealedState.DISCUSSED})
ENDED = frozenset({SealedState.TOLD_OUTCOME, SealedState.CLOSED})
