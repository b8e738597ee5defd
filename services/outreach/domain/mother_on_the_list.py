"""
Where a mother stands on the coordinator's list, and until when she is put off.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.outreach.domain.enrolment import Place
from services.outreach.domain.errors import ConcernWaits, NothingOpen
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.mother_taken_back import MotherTakenBack
from services.outreach.domain.ranking import rank_of
from services.outreach.domain.review import Review, ReviewOutcome
from services.outreach.domain.snooze import Snooze, version_of
from shared.kernel.clock import bounds_of_day
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid, refuse_if_stale


@dataclass(kw_only=True)
class MotherOnTheList(MotherTakenBack):
    """
    A mother is one row, whatever of hers is open.
    """

    @property
    def place_on_the_list(self) -> tuple[int, datetime, UUID] | None:
        """
        Return her rank, since when she waits, and her id; nothing if she is not on it.
        """
        rank = rank_of(self)
        if rank is None:
            return None
        waits = [each.waiting_since for each in self.open_follow_ups]
        if not waits and self.review_listed_for:
            waits = [bounds_of_day(self.review_listed_for)[0]]
        return rank, min(waits), self.id

    def put_off(
        self,
        until: date,
        *,
        days: Collection[date],
        by: Role,
        at: datetime,
        expected: int | None = None,
    ) -> None:
        """
        Let her rest until one of these days; the one that was said last counts.

        Whoever has not seen the day that was promised meanwhile is told of it first.

        Raises NothingOpen, ConcernWaits, StaleVersion, or Invalid for another day.
        """
        if not self.may_be_put_off:
            raise NothingOpen
        if self.has_concern:
            raise ConcernWaits
        self._refuse_if_promised_meanwhile(expected)
        if until not in days:
            told = ", ".join(str(day) for day in sorted(days)) or "none"
            raise Invalid({"until": [f"One of: {told}."]})
        self.snooze = Snooze(until=until, by_role=by, at=at)
        self.put_offs.append(self.snooze)

    def _refuse_if_promised_meanwhile(self, expected: int | None) -> None:
        refuse_if_stale(
            expected=expected,
            version=version_of(self.snooze),
            state="put_off" if self.snooze else "on_the_list",
            put_off_until=self.snooze and self.snooze.until.isoformat(),
            **_who_promised(self.snooze),
        )

    def let_review_follow(self, *, at: datetime) -> None:
        """
        Begin the task of asking her again, move it, or end it: whatever is so by now.

        Asked or answered it is done. It is withdrawn from one who has said no thanks or
        is not in the group. What was promised for it alone ends with it.
        """
        review = self.review
        day = self.review_listed_for if self.is_to_be_asked else None
        if review is not None and review.is_open:
            if day is None or review.on != day:
                self._tell_review(review.ended(self._end_of_review(), at=at))
                self.snooze = self.snooze if self.may_be_put_off else None
            elif review.due_on != (due_on := self._asked_on(day)):
                version = review.version + 1
                self._tell_review(replace(review, due_on=due_on, version=version))
        elif day is not None:
            self._tell_review(
                Review(
                    mother_id=self.id,
                    on=day,
                    due_on=self._asked_on(day),
                    opened_at=at,
                    version=review.version + 1 if review else 1,
                )
            )

    def _asked_on(self, day: date) -> date:
        """
        Return when she is to be asked: on the day that was agreed, or promised since.
        """
        return day if self.snooze is None or self.has_concern else self.snooze.until

    def tells_anew(self) -> list[FollowUp]:
        """
        Let what is open be told once more, because it is somebody else's now.
        """
        review = self.review
        if review is not None and review.is_open:
            self._tell_review(replace(review, version=review.version + 1))
        return self.tells_of(self.open_follow_ups)

    def tells_of(self, follow_ups: Iterable[FollowUp]) -> list[FollowUp]:
        """
        Let what is open of these be told once more, and nothing else of hers.
        """
        told = [each for each in follow_ups if each.is_open]
        for each in told:
            each.tells_anew()
        return told

    def _end_of_review(self) -> ReviewOutcome:
        is_in_group = self.enrolment.place is Place.IN_GROUP
        if is_in_group and self.agreement.allows_contact:
            return ReviewOutcome.DONE
        return ReviewOutcome.WITHDRAWN

    def _tell_review(self, review: Review) -> None:
        self.review = review
        self.review_news.append(review)

    def is_due(self, *, today: date) -> bool:
        """
        Put her on the list again if her day has come; return whether it has.
        """
        if self.snooze is None or self.snooze.is_due or today < self.snooze.until:
            return False
        self.snooze = replace(self.snooze, is_due=True)
        return True


def _who_promised(snooze: Snooze | None) -> dict[str, Any]:
    if snooze is None or snooze.at is None:
        return {}
    return {"by_role": snooze.by_role, "at": snooze.at.isoformat()}
