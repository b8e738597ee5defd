"""
What a coordinator does with a mother on her list but trying her: putting off, undoing.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import Attempt, AttemptOutcome
from services.outreach.domain.change import Change
from services.outreach.domain.errors import (
    AttemptNotFound,
    AttemptStands,
    ConcernWaits,
    NoThanksStands,
    NothingOpen,
)
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.mother_at_sessions import MotherAtSessions
from services.outreach.domain.ranking import rank_of
from services.outreach.domain.snooze import Snooze
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid

TAKEN_BACK_WITHIN = timedelta(minutes=10)


@dataclass(kw_only=True)
class MotherOnTheList(MotherAtSessions):
    """
    Nothing here deletes: an attempt that was a slip stays, and is marked.
    """

    @property
    def place_on_the_list(self) -> tuple[int, datetime, UUID] | None:
        """
        Return her rank, since when she waits, and her id; nothing if she is not on it.
        """
        rank = rank_of(self)
        if rank is None:
            return None
        return rank, min(each.waiting_since for each in self.open_follow_ups), self.id

    def may_take_back(self, attempt: Attempt, *, at: datetime) -> bool:
        """
        Return whether this is her newest attempt, a moment ago, and the last news.
        """
        if not attempt.stands or attempt.outcome is AttemptOutcome.NO_THANKS:
            return False
        is_recent = at - attempt.at <= TAKEN_BACK_WITHIN
        return is_recent and not self._is_overtaken(attempt)

    def takes_back(self, attempt_id: UUID, *, by: Role, at: datetime) -> Change:
        """
        Let her stand as if her newest attempt had not been logged.

        What it had ended is open again, unless the register, a pause or her coming has
        ended it meanwhile; an agreement that it changed is as before.

        Raises AttemptNotFound, NoThanksStands or AttemptStands.
        """
        attempt = self._attempt(attempt_id)
        if attempt.outcome is AttemptOutcome.NO_THANKS:
            raise NoThanksStands(state=self.agreement.kind)
        if not self.may_take_back(attempt, at=at):
            raise AttemptStands(id=str(attempt_id))
        unsaid = self._word_of(attempt)
        agreement_from = self._agreement_goes_back(attempt)
        opened = [
            each
            for each in self.follow_ups.values()
            if any(one.id == attempt_id for one in each.attempts)
            and each.take_back(attempt_id, by=by, at=at)
        ]
        change = self._stands_again(opened, at=at)
        change.agreement_from, change.unsaid = agreement_from, unsaid
        change.taken_back = replace(attempt, taken_back_at=at, taken_back_by=by)
        return change

    def put_off(self, until: date, *, today: date, latest: date) -> None:
        """
        Let her rest until a day; the day that was said last is the one that counts.

        Raises NothingOpen, ConcernWaits, or Invalid for a day that has come already or
        is after the latest.
        """
        hers = self.open_follow_ups
        if not hers:
            raise NothingOpen
        if any(each.waits_for is AttemptOutcome.CONCERN for each in hers):
            raise ConcernWaits
        if not today < until <= latest:
            raise Invalid(
                {"until": [f"A day after {today} and no later than {latest}."]}
            )
        self.snooze = Snooze(until=until)

    def is_due(self, *, today: date) -> bool:
        """
        Put her on the list again if her day has come; return whether it has.
        """
        if self.snooze is None or self.snooze.is_due or today < self.snooze.until:
            return False
        self.snooze = replace(self.snooze, is_due=True)
        return True

    def _stands_again(self, opened: list[FollowUp], *, at: datetime) -> Change:
        """
        Take these into her episode, and end whatever has been overtaken meanwhile.
        """
        ended = [each for each in opened if each.withdraw_if_overtaken(at=at)]
        change = self._let_stand([each for each in opened if each.is_open], at=at)
        ended += [each for each in self.open_follow_ups if self._is_over(each, at=at)]
        change.add(Change(follow_ups=ended, episodes=self._close_if_answered(at=at)))
        return change

    def _is_over(self, follow_up: FollowUp, *, at: datetime) -> bool:
        """
        End one that was kept open by what the slip said; return whether it has ended.
        """
        if follow_up.came_back(last_came_at=self.last_came_at, at=at):
            return True
        return self._rests(follow_up, at=at)

    def _attempt(self, attempt_id: UUID) -> Attempt:
        for each in self._attempts():
            if each.id == attempt_id:
                return each
        raise AttemptNotFound(id=str(attempt_id))

    def _attempts(self) -> list[Attempt]:
        return [one for each in self.follow_ups.values() for one in each.attempts]

    def _is_overtaken(self, attempt: Attempt) -> bool:
        newest = max((one.at, one.id) for one in self._attempts())
        word = self.last_word
        has_spoken_since = (
            word is not None
            and word.attempt_id == attempt.id
            and word.left_version != self.agreement.version
        )
        settled = any(
            each.is_final and not each.was_ended_by(attempt)
            for each in self.follow_ups.values()
            if any(one.id == attempt.id for one in each.attempts)
        )
        return (
            newest != (attempt.at, attempt.id)
            or not self.agreement.allows_contact
            or has_spoken_since
            or settled
        )

    def _word_of(self, attempt: Attempt) -> int | None:
        word = self.last_word
        is_hers = word is not None and word.attempt_id == attempt.id
        return word.left_version if word and is_hers else None

    def _agreement_goes_back(self, attempt: Attempt) -> AgreementKind | None:
        word, now = self.last_word, self.agreement
        if word is None or word.attempt_id != attempt.id:
            return None
        self.agreement = replace(word.before, version=now.version + 1)
        self.last_word = None
        return now.kind if now.kind is not self.agreement.kind else None
