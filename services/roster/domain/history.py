"""
What a mother's earlier sessions say.
"""

from collections.abc import Iterable

from services.roster.domain.attendance import Outcome


def missed_in_a_row(*, newest_first: Iterable[Outcome]) -> int:
    """
    Count the sessions missed since we last had contact with her.

    Coming, cancelling and being excused are contact and end the row. A session that
    was cancelled could not be missed: it neither counts nor ends the row.
    """
    row = 0
    for outcome in newest_first:
        if outcome is Outcome.SESSION_CANCELLED:
            continue
        if outcome is not Outcome.MISSED:
            break
        row += 1
    return row
