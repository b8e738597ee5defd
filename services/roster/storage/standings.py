"""
Where a mother stands, as columns of her row.
"""

from typing import Any

from services.roster.domain.enrolment import Decision, Enrolment, ReviewCause
from services.roster.domain.standing import Review, Standing
from shared.kernel.organisations import Role

_NO_REVIEW = dict.fromkeys(
    ("review_cause", "review_raised_on", "review_proposal", "review_proposed_by")
)


def row_of_standing(standing: Standing) -> dict[str, Any]:
    return {
        "enrolment": standing.enrolment,
        "standing_since": standing.since,
        "standing_reason": standing.reason,
        "standing_until": standing.until,
        "first_visit_id": standing.first_visit_id,
        "offers_help": standing.offers_help,
        "may_ask_at_new_birth": standing.may_ask_at_new_birth,
        "reviewed_on": standing.reviewed_on,
        **_row_of_review(standing.review),
    }


def take_standing(row: dict[str, Any]) -> Standing:
    """
    Return where she stands, and take its columns out of the row.
    """
    return Standing(
        enrolment=Enrolment(row.pop("enrolment")),
        since=row.pop("standing_since"),
        reason=row.pop("standing_reason"),
        until=row.pop("standing_until"),
        first_visit_id=row.pop("first_visit_id"),
        offers_help=row.pop("offers_help"),
        may_ask_at_new_birth=row.pop("may_ask_at_new_birth"),
        reviewed_on=row.pop("reviewed_on"),
        review=_review({name: row.pop(name) for name in _NO_REVIEW}),
    )


def _row_of_review(review: Review | None) -> dict[str, Any]:
    if review is None:
        return _NO_REVIEW
    return {
        "review_cause": review.cause,
        "review_raised_on": review.raised_on,
        "review_proposal": review.proposal,
        "review_proposed_by": review.proposed_by,
    }


def _review(row: dict[str, Any]) -> Review | None:
    if row["review_cause"] is None:
        return None
    proposal, proposed_by = row["review_proposal"], row["review_proposed_by"]
    return Review(
        cause=ReviewCause(row["review_cause"]),
        raised_on=row["review_raised_on"],
        proposal=None if proposal is None else Decision(proposal),
        proposed_by=None if proposed_by is None else Role(proposed_by),
    )
