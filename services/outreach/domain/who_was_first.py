"""
Who did something to a follow-up before somebody who had looked at an older version.
"""

from typing import Any

from services.outreach.domain.errors import FollowUpClosed
from services.outreach.domain.follow_up import FollowUp
from shared.kernel.organisations import Role
from shared.kernel.refusal import StaleVersion


def refuse_if_somebody_was_first(
    follow_up: FollowUp, *, expected: int | None, **also: Any
) -> None:
    """
    Refuse who comes second, and say which role was first and when.

    One who did not look is refused only on what has ended. ``also`` is told beside it
    where she may say that hers was made all the same.

    Raises StaleVersion or FollowUpClosed.
    """
    told = {"version": follow_up.version, "state": follow_up.state}
    is_old = expected is not None and expected != follow_up.version
    if not follow_up.is_open:
        raise FollowUpClosed(**told, **_first(follow_up), **also)
    if is_old:
        raise StaleVersion(**told, **_first(follow_up), **also)


def _first(follow_up: FollowUp) -> dict[str, Any]:
    """
    Return the role and time of the newest attempt, undoing or end.

    What nobody has ended the register has.
    """
    done = [(each.noted_at, each.by_role) for each in follow_up.attempts]
    done += [
        (each.taken_back_at, each.taken_back_by)
        for each in follow_up.attempts
        if each.taken_back_at and each.taken_back_by
    ]
    ended = follow_up.closed_at
    if ended and not any(at == ended for at, _ in done):
        done.append((ended, follow_up.closed_by or Role.SYSTEM))
    if not done:
        return {}
    at, role = max(done)
    return {"at": at.isoformat(), "by_role": role}
