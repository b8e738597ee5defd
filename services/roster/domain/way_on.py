"""
The way on: pauses, questions to the team, leaving, and no thanks.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.enrolment import (
    Decision,
    Enrolment,
    Help,
    LeaveReason,
    PauseReason,
    ReviewCause,
    Step,
)
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.errors import NothingToDecide, NothingToUndo
from services.roster.domain.review import decisions_about, is_raised_in, outcome_of
from services.roster.domain.standing import Review, Standing
from services.roster.domain.step_rules import VISIT_WAS_NONE
from services.roster.domain.way_in import WayIn
from shared.kernel.refusal import Invalid

# Why she stands where she stands after a no thanks that another service has heard, and
# of one who had said it before, and was only asked again at a new birth.
HEARD_ELSEWHERE = "heard_elsewhere"
SAID_AGAIN = "said_again"


@dataclass(kw_only=True)
class WayOn(WayIn):
    """
    Nothing here is held against her: every place but one has a way back in.
    """

    def pause(
        self, *, reason: PauseReason, until: date | None, act: Act
    ) -> EnrolmentChange:
        """
        Let her stay away for a while; at its end she is asked, and never just back.
        """
        if until is not None and until <= act.on:
            raise Invalid({"until": ["Write a day that is to come."]})
        after = self.standing.moved_to(
            Enrolment.PAUSED, on=act.on, reason=reason, until=until
        )
        return self._step(Step.PAUSED, act=act, to=after, reason=reason)

    def resume(self, *, act: Act) -> EnrolmentChange:
        return self._step(Step.RESUMED, act=act, to=Enrolment.ACTIVE)

    def stay(self, *, act: Act) -> EnrolmentChange:
        """
        Take that she, who was about to leave, stays after all.
        """
        return self._step(Step.STAYED, act=act, to=Enrolment.ACTIVE)

    def leave(self, *, reason: LeaveReason, act: Act) -> EnrolmentChange:
        after = self.standing.moved_to(Enrolment.ALUMNI, on=act.on, reason=reason)
        return self._step(Step.LEFT, act=act, to=after, reason=reason)

    def decline(
        self, *, on: date, act: Act, may_ask_at_new_birth: bool = False
    ) -> EnrolmentChange | None:
        """
        Take her no thanks; return None if it was known.

        It holds at once, wherever she stands. She may say it to several people: a
        repeat changes nothing, and the first time remains the one that counts.
        """
        if self.enrolment is Enrolment.DECLINED:
            return self._hear_no_thanks_too(act)
        after = self.standing.moved_to(
            Enrolment.DECLINED,
            on=act.on,
            reason=HEARD_ELSEWHERE if act.causing_event_id else None,
            may_ask_at_new_birth=may_ask_at_new_birth,
        )
        had_said_so = self.declined_on is not None
        change = self._step(
            Step.SAID_NO_THANKS,
            act=act,
            to=after,
            reason=SAID_AGAIN if had_said_so else None,
        )
        self.declined_on = on
        return change

    def _hear_no_thanks_too(self, act: Act) -> EnrolmentChange | None:
        """
        Keep that one of us has heard it herself; what was told us is no slip then.
        """
        is_told = act.causing_event_id is not None
        if is_told or self.standing.reason != HEARD_ELSEWHERE:
            return None
        before = self.standing
        self.standing = replace(before, reason=None)
        self.version += 1
        return self._told(Step.SAID_NO_THANKS, before=before, act=act)

    def no_thanks_was_none(
        self, last: EnrolmentChange, *, act: Act
    ) -> EnrolmentChange | None:
        """
        Stand as before a no thanks that was told us and was a slip.

        Return None if that is not what she stands on: it never came here, or somebody
        has heard it here too.
        """
        was_told = self.standing.reason == HEARD_ELSEWHERE
        is_declined = self.enrolment is Enrolment.DECLINED
        is_last = last.step is Step.SAID_NO_THANKS and last.after == self.standing
        if not (is_declined and was_told and is_last) or last.before is None:
            return None
        return self._go_back(last, to=last.before, act=act)

    def offer_help(self, *, kind: Help, act: Act) -> EnrolmentChange:
        after = self.standing.with_help()
        return self._step(Step.OFFERED_HELP, act=act, to=after, reason=kind)

    def withdraw_help(self, *, act: Act) -> EnrolmentChange | None:
        """
        Take that she helps no more; return None if she offered nothing.
        """
        if not self.standing.offers_help:
            return None
        after = self.standing.with_help(offers_help=False)
        return self._step(Step.WITHDREW_HELP, act=act, to=after)

    def erase(self, *, act: Act) -> EnrolmentChange:
        return self._step(Step.ERASED, act=act, to=Enrolment.ERASED)

    def raise_review(
        self, *, cause: ReviewCause, about: UUID | None, act: Act
    ) -> EnrolmentChange | None:
        """
        Ask the team about her; return None if that is no question to be asked now.

        She stays where she is. One question at a time, and none for a while after the
        team has decided; that none comes twice, its cause tells the history.
        """
        if not is_raised_in(self.standing, cause=cause, on=act.on):
            return None
        review = Review(cause=cause, raised_on=act.on)
        after = self.standing.under_review(review)
        return self._step(
            Step.REVIEW_RAISED, act=act, to=after, reason=cause, about=about
        )

    def decide(self, *, decision: Decision, act: Act) -> EnrolmentChange:
        """
        Say what should happen next; it does when a second role says the same.

        Raises RoleMayNot, NotFromHere or NothingToDecide, or Invalid for what is not to
        be decided here.
        """
        self._refuse(Step.REVIEW_PROPOSED, act=act)
        review = self._review()
        if decision not in decisions_about(self.enrolment):
            raise Invalid({"decision": ["Choose one that fits where she stands."]})
        after = outcome_of(self.standing, review, decision=decision, act=act)
        step = Step.REVIEW_PROPOSED if after.review else Step.REVIEW_DECIDED
        return self._step(step, act=act, to=after, reason=decision)

    def undo(self, last: EnrolmentChange, *, act: Act) -> EnrolmentChange:
        """
        Take the last step back, for a quarter of an hour.
        """
        undoable = self.undoable(last, act=act)
        if undoable is None or undoable.before is None:
            raise NothingToUndo(state=self.enrolment, version=self.version)
        return self._go_back(last, to=undoable.before, act=act)

    def let_visit_stand_again(
        self, last: EnrolmentChange, *, session_id: UUID, act: Act
    ) -> EnrolmentChange | None:
        """
        Take back what a cancelled session led to, as it takes place after all.

        Return None if she has taken a step since: that is newer than the slip.
        """
        is_its = last.about == session_id and last.step in VISIT_WAS_NONE
        if not is_its or last.before is None or last.after != self.standing:
            return None
        return self._go_back(last, to=last.before, act=act)

    def undoable(self, last: EnrolmentChange, *, act: Act) -> EnrolmentChange | None:
        """
        Return the last step if a tap may still take it back.
        """
        is_last = last.after == self.standing
        return last if is_last and last.may_be_undone(act) else None

    def _go_back(
        self, last: EnrolmentChange, *, to: Standing, act: Act
    ) -> EnrolmentChange:
        before, self.standing = self.standing, to
        self.version += 1
        if last.step is Step.SAID_NO_THANKS and last.reason != SAID_AGAIN:
            is_still = to.enrolment is Enrolment.DECLINED
            self.declined_on = self.declined_on if is_still else None
        return self._told(
            Step.UNDONE, before=before, act=act, reason=last.step, about=last.about
        )

    def _review(self) -> Review:
        if self.standing.review is None:
            raise NothingToDecide(state=self.enrolment, version=self.version)
        return self.standing.review
