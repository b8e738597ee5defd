"""
One follow-up: the task that one missed session leaves behind.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from services.outreach.domain.act import Did
from services.outreach.domain.attempt import NOT_REACHED, Attempt, AttemptOutcome
from services.outreach.domain.errors import (
    FollowUpNotReached,
    NotAnAnswer,
    WaitsForSomethingElse,
)
from services.outreach.domain.follow_up_record import FollowUpRecord
from services.outreach.domain.follow_up_state import (
    ANSWERS,
    CAME_BACK,
    OUT_OF_GROUP,
    STATE_AFTER,
    TERMINAL,
    TOLD,
    FollowUpState,
    Withdrawal,
    waiting_for,
)
from services.outreach.domain.ladder_steps import Due
from shared.kernel.organisations import Role

_NOT_REOPENED_BY_A_MISS = frozenset({None, CAME_BACK, OUT_OF_GROUP})


@dataclass(kw_only=True)
class FollowUp(FollowUpRecord):
    """
    A task until she is reached, has come, or turns out not to have missed.

    What she or a person has ended is final. What the register has ended opens again if
    a newer word says that she missed after all, or that she had not come back.
    """

    def log_attempt(self, attempt: Attempt) -> FollowUpState:
        """
        Note that she was tried; return the state that this leads to.

        A no thanks stops this follow-up; that it stops all her others too is for the
        caller. No answer ends one with a concern: somebody has to take care of that
        first. Refused on one that has ended.
        """
        self._refuse_if_closed()
        self.attempts.append(attempt)
        after = STATE_AFTER[attempt.says]
        if after in TERMINAL and not self.holds_concern:
            self._close(after, reason=attempt.outcome, at=attempt.noted_at)
        else:
            self._stand_at(self._standing)
        did = Did.TRIED if self.is_open else Did.ENDED
        self._was_done(did, at=attempt.noted_at, by=attempt.by_role)
        return self.state

    def may_note(self, attempt: Attempt) -> bool:
        """
        Return whether an attempt may be noted with it although it has ended.

        A contact that was made is a fact. What somebody is to take care of needs one
        that is open, and so does what she answers while the register may open it again.
        """
        if self.is_final:
            return attempt.says not in TOLD
        return attempt.outcome in NOT_REACHED

    def note(self, attempt: Attempt) -> None:
        """
        Note that she was tried too, while somebody else has ended it: it stays ended.
        """
        if not self.may_note(attempt):
            self._refuse_if_closed()
        self.attempts.append(attempt)
        self.version += 1

    def complete(
        self,
        *,
        outcome: AttemptOutcome,
        at: datetime,
        by: Role | None = None,
        goes_on: bool = False,
    ) -> None:
        """
        End it once what she asked for is taken care of; refused until she is reached.

        Another answer does not take care of it: a concern must not be lost. Nor must
        the help or the pause that she asked for too: if her miss ``goes_on`` when the
        concern is passed on, it waits for that now.
        """
        self._refuse_if_closed()
        if self.state is not FollowUpState.REACHED:
            raise FollowUpNotReached(state=self.state, version=self.version)
        if outcome not in ANSWERS:
            raise NotAnAnswer({"outcome": [f"One of: {', '.join(sorted(ANSWERS))}."]})
        if outcome is not self.waits_for:
            raise WaitsForSomethingElse(waits_for=self.waits_for, version=self.version)
        rest = waiting_for(self.attempts, passed_on_at=at)
        if goes_on and outcome is AttemptOutcome.CONCERN and rest is not None:
            self.passed_on_at = at
            self._stand_at(FollowUpState.REACHED)
            self._was_done(Did.PASSED_ON, at=at, by=by or Role.SYSTEM)
        else:
            self._close(FollowUpState.COMPLETED, reason=outcome, at=at, by=by)

    def was_not_passed_on(self, *, by: Role, at: datetime) -> None:
        """
        Let her concern wait again, because that it was passed on was a slip.
        """
        self.passed_on_at = None
        self._stand_at(self._standing)
        self._was_done(Did.UNDONE, at=at, by=by)

    def came_back(self, *, last_came_at: datetime | None, at: datetime) -> bool:
        """
        End it because she came to a later session; return whether it was still open.

        Having been there the week before is no answer to the session that she missed.
        One where she was reached stays: coming does not take care of what she told, but
        for the help that she needed to come.
        """
        if not self._is_answered_by(last_came_at) or not self.is_open:
            return False
        if self.waits_for not in {None, AttemptOutcome.PRACTICAL_HELP}:
            return False
        self._close(FollowUpState.COMPLETED, reason=CAME_BACK, at=at)
        return True

    def had_not_come_back(self, *, last_came_at: datetime | None, at: datetime) -> bool:
        """
        Open it again because the register was wrong; return whether it was opened.

        It stays completed if she has come to another later session.
        """
        if self.reason != CAME_BACK or self._is_answered_by(last_came_at):
            return False
        self._open_again(at=at)
        return True

    def stop(self, *, at: datetime) -> bool:
        """
        End it because she said no thanks; return whether it was ended.

        Her concern for a child is not taken care of by that, and asks for no contact
        with her.
        """
        if not self.is_open or self.holds_concern:
            return False
        self._close(FollowUpState.STOPPED, reason=AttemptOutcome.NO_THANKS, at=at)
        return True

    def let_rest(self, *, at: datetime) -> bool:
        """
        End it because she is not in the group; return whether it was ended.

        A pause that she asked for is agreed by that. Her concern for a child is not
        taken care of, wherever she is.
        """
        if not self.is_open or self.holds_concern:
            return False
        if self.waits_for is AttemptOutcome.WANTS_PAUSE:
            reason = AttemptOutcome.WANTS_PAUSE
            self._close(FollowUpState.COMPLETED, reason=reason, at=at)
        else:
            self._close(FollowUpState.STOPPED, reason=OUT_OF_GROUP, at=at)
        return True

    def rest_in_pause(self, *, at: datetime, by: Role | None = None) -> bool:
        """
        End it because she has asked for a pause; return whether it was ended.

        Her concern for a child is not taken care of by that.
        """
        return self.let_go(reason=AttemptOutcome.WANTS_PAUSE, at=at, by=by)

    def let_go(self, *, reason: str, at: datetime, by: Role | None = None) -> bool:
        """
        End it because a team talk has decided so; return whether it was ended.
        """
        if not self.is_open or self.holds_concern:
            return False
        self._close(FollowUpState.COMPLETED, reason=reason, at=at, by=by)
        return True

    def falls_due(self, due: Due, *, was_changed: bool) -> bool:
        """
        Note when somebody is to do something; return whether that is news.

        One that ``was_changed`` for the same reason has its new version already.
        """
        if due == self.due:
            return False
        self.due = due
        self.version += not was_changed
        return True

    def tells_anew(self) -> None:
        """
        Be told in a newer version, though nothing of it has changed but whose it is.
        """
        self.version += 1

    def ask_to_come(self, *, at: datetime) -> None:
        """
        Note that the text before the next session was asked for; once is once.
        """
        self.asked_to_come_at = at
        self.version += 1

    def leave_untexted(self, *, at: datetime) -> bool:
        """
        Take its neutral text back if that is still to leave; return whether it was.

        It counts as not sent, so that a later miss may bring one.
        """
        leaves_at = self.text_from
        is_to_leave = self.is_open and self.was_opened
        if leaves_at is None or at >= leaves_at or not is_to_leave:
            return False
        self.text_from = None
        self.version += 1
        return True

    def was_not_texted(self) -> bool:
        """
        Take that its neutral text never left; return whether that is news.

        It counts as not sent, so that a later miss may bring one.
        """
        if self.text_from is None:
            return False
        self.text_from = None
        self.version += 1
        return True

    def was_asked_in_vain(self) -> bool:
        """
        Take that the text before the next session never left; return if that is news.

        It is not asked for again: it has had its moment.
        """
        if self.see_you_left_at is None:
            return False
        self.asked_in_vain = True
        self.version += 1
        return True

    def wake(self, *, at: datetime) -> bool:
        """
        Open it again, because she was in the group by then; return whether it was.

        Her pause and its end may reach us after what she missed since.
        """
        if self.reason != OUT_OF_GROUP:
            return False
        self._open_again(at=at)
        return True

    def withdraw(
        self, *, reason: Withdrawal, attendance_version: int, at: datetime
    ) -> bool:
        """
        Take it back at any stage, because nothing was missed; return whether it was.

        One that she answered by coming back is withdrawn too. One that is withdrawn
        already, or stays open for her concern, only remembers what is newer; it has to
        be saved then too.
        """
        if attendance_version <= self.attendance_version:
            return False
        self.attendance_version = attendance_version
        if self.is_final or self.is_void or self.holds_concern:
            self._is_overtaken_by(reason)
            return False
        if self.state is FollowUpState.WITHDRAWN:
            self.version += 1
            return False
        self._close(FollowUpState.WITHDRAWN, reason=reason, at=at)
        return True

    def void(self, *, at: datetime) -> bool:
        """
        Withdraw it, because its session is cancelled; return whether it stood by then.

        That is no version of her attendance: it holds whatever is said about that, as
        long as the session is cancelled.
        """
        if self.is_void:
            return False
        self.is_void = True
        if self.is_final:
            return False
        if self.holds_concern:
            self.version += 1
            return False
        stood = self.state is not FollowUpState.WITHDRAWN
        self.overtaken_by = None if stood else Withdrawal(str(self.reason))
        closed_at = at if stood or self.closed_at is None else self.closed_at
        reason = Withdrawal.SESSION_CANCELLED
        self._close(FollowUpState.WITHDRAWN, reason=reason, at=closed_at)
        return stood

    def stand_again(self, *, at: datetime) -> bool:
        """
        Stand as the register says, because its session takes place after all.

        Return whether it is open again. What she had answered stays answered.
        """
        if not self.is_void:
            return False
        self.is_void = False
        if self.state is not FollowUpState.WITHDRAWN:
            self.version += self.is_open
            return False
        if self.overtaken_by is not None:
            self.reason, self.overtaken_by = self.overtaken_by, None
            self.version += 1
            return False
        self._go_on(Did.OPENED_AGAIN, at=at)
        self._stand_at(self._standing)
        self._was_done(Did.OPENED_AGAIN, at=at)
        return True

    def reopen(
        self,
        *,
        missed_in_a_row: int,
        attendance_version: int,
        first_visit: bool = False,
        at: datetime,
    ) -> bool:
        """
        Open a withdrawn one again when a newer word says that she missed after all.

        The same session is the same cause, so it is this follow-up and no second one.
        Its attempts stay, and it stands where they had brought it. A cancelled session
        was missed by nobody as long as it is cancelled. Returns whether it was opened.
        """
        if attendance_version <= self.attendance_version:
            return False
        self.attendance_version = attendance_version
        if self.is_final or self.holds_concern:
            self._is_overtaken_by(None)
            return False
        if self.is_void:
            self.missed_in_a_row = missed_in_a_row
            self.first_visit = self.first_visit or first_visit
            self._is_overtaken_by(None)
            return False
        if self.reason in _NOT_REOPENED_BY_A_MISS:
            self.version += 1
            return False
        self.missed_in_a_row = missed_in_a_row
        self.first_visit = self.first_visit or first_visit
        self._open_again(at=at)
        return True

    def take_over(self, other: Self, *, at: datetime) -> bool:
        """
        Take what was tried for the same session under another id of hers.

        Both were told of one session: what is older of the two words is overtaken. Her
        concern is not; return whether it has opened this one again.
        """
        is_opened = other.holds_concern and not self.is_open
        if other.attendance_version > self.attendance_version:
            self.overtaken_by = other.said_by_register
        if self.holds_concern or other.holds_concern:
            self.passed_on_at = None
        else:
            self.passed_on_at = self.passed_on_at or other.passed_on_at
        tried = {
            each.id: replace(each, follow_up_id=self.id) for each in other.attempts
        }
        tried |= {each.id: each for each in self.attempts}
        self.attempts = sorted(tried.values(), key=lambda each: (each.at, each.id))
        self.attendance_version = max(self.attendance_version, other.attendance_version)
        # She was asked to come under one id, and not once more under the other.
        if self.see_you_left_at is None and other.asked_to_come_at is not None:
            self.asked_to_come_at = other.asked_to_come_at
            self.asked_in_vain = other.asked_in_vain
        self.first_visit = self.first_visit or other.first_visit
        if is_opened:
            self.overtaken_by = self.said_by_register
            self._go_on(Did.JOINED, at=at)
        is_open = is_opened or self.is_open
        self._stand_at(self._standing if is_open else self.state)
        if is_open:
            self._was_done(Did.JOINED, at=at)
        return is_opened

    def give_way(self, *, at: datetime) -> bool:
        """
        End it, because another follow-up is of the same session; return if it was open.
        """
        if not self.is_open:
            return False
        self._close(FollowUpState.WITHDRAWN, reason=Withdrawal.CORRECTED, at=at)
        return True

    def take_back(self, attempt_id: UUID, *, by: Role, at: datetime) -> bool:
        """
        Mark an attempt as a slip; return whether what it had ended is open again.

        Nothing is deleted. What the register has said meanwhile counts now.
        """
        slip = next(each for each in self.attempts if each.id == attempt_id)
        taken_back = replace(slip, taken_back_at=at, taken_back_by=by)
        was_ended_by_it = self.was_ended_by(slip)
        self.attempts = [taken_back if each is slip else each for each in self.attempts]
        if was_ended_by_it:
            self._go_on(Did.UNDONE, at=at, by=by)
        if not (was_ended_by_it or self.is_open):
            self.version += 1
            return False
        self._stand_at(self._standing)
        self._was_done(Did.UNDONE, at=at, by=by)
        return was_ended_by_it

    def has_ended_since(self, moment: datetime, *, by: AttemptOutcome) -> bool:
        """
        Return whether her no thanks, or her pause, has ended it from that moment on.
        """
        is_hers = self.reason == by
        return is_hers and self.closed_at is not None and self.closed_at >= moment

    def is_taken_care_of_at(self, moment: datetime) -> bool:
        """
        Return whether what she told was taken care of then: it ended, or has more left.
        """
        if self.passed_on_at == moment:
            return True
        is_completed = self.state is FollowUpState.COMPLETED
        return is_completed and self.reason in TOLD and self.closed_at == moment

    def goes_on(self, *, by: Role, at: datetime) -> None:
        """
        Go on where it stood, because what has ended it was a slip.
        """
        self._go_on(Did.UNDONE, at=at, by=by)
        self._stand_at(self._standing)
        self._was_done(Did.UNDONE, at=at, by=by)

    def _go_on(self, did: Did, *, at: datetime, by: Role = Role.SYSTEM) -> None:
        """
        Let it be open again, with nothing of its end but what is kept of that.
        """
        self._keep_end(did, at=at, by=by)
        self.closed_at, self.closed_by, self.reason = None, None, None

    def withdraw_if_overtaken(self, *, at: datetime) -> bool:
        """
        Withdraw what was withdrawn already while an answer stood that was a slip.

        A concern that still waits keeps it open.
        """
        if self.holds_concern:
            return False
        if self.is_void:
            reason = Withdrawal.SESSION_CANCELLED
            self._close(FollowUpState.WITHDRAWN, reason=reason, at=at)
            return True
        if self.overtaken_by is None:
            return False
        self._close(FollowUpState.WITHDRAWN, reason=self.overtaken_by, at=at)
        self.overtaken_by = None
        return True

    def was_ended_by(self, attempt: Attempt) -> bool:
        has_ended = self.state in {FollowUpState.COMPLETED, FollowUpState.STOPPED}
        is_its = self.reason == attempt.outcome
        return has_ended and is_its and self.closed_at == attempt.noted_at

    def was_ended_before(self, attempt: Attempt) -> bool:
        """
        Return whether it had ended when this was noted with it, or ended by it.
        """
        had_ended = self.closed_at is not None and self.closed_at < attempt.noted_at
        return had_ended or self.was_ended_by(attempt)

    def _is_overtaken_by(self, reason: Withdrawal | None) -> None:
        """
        Remember what the register says below what has ended it.
        """
        self.overtaken_by = reason
        if not self.is_final:
            self.version += 1

    def _is_answered_by(self, last_came_at: datetime | None) -> bool:
        return last_came_at is not None and last_came_at > self.session_started_at
