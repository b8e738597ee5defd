"""
The way into the group: from a suggestion to a first visit, and back in again.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.roster.domain.act import Act
from services.roster.domain.attendance import Outcome
from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.errors import MayNotBeAskedAgain, MotherHasDeclined
from services.roster.domain.standing import Standing
from services.roster.domain.step_rules import RULES
from services.roster.domain.way import Way

_WITHOUT_YES = frozenset({Enrolment.SUGGESTED, Enrolment.INVITED, Enrolment.DECLINED})


@dataclass(kw_only=True)
class WayIn(Way):
    """
    She is asked, she answers, she comes.
    """

    def invite(self, *, act: Act) -> EnrolmentChange:
        return self._step(Step.INVITED, act=act, to=Enrolment.INVITED)

    def say_yes(self, *, on: date, act: Act) -> EnrolmentChange:
        """
        Take that she wants to come; only this allows us to be persistent.

        Refused after a no thanks, also when she was asked again at a new birth: that
        yes is taken where we talk with her.
        """
        self._refuse(Step.SAID_YES, act=act)
        if self.declined_on is not None:
            raise MotherHasDeclined(state=self.enrolment, version=self.version)
        self.said_yes_on = on
        return self._step(Step.SAID_YES, act=act, to=Enrolment.INTERESTED)

    def take_yes_back(self, *, act: Act) -> EnrolmentChange | None:
        """
        Take that she does not want us to be persistent; return None if she never did.

        It is not a no thanks. One who is in the group stays in it, and a first visit
        stays planned; one who had only said yes is asked, and has not answered.
        """
        if self.said_yes_on is None:
            return None
        had_only_said_yes = self.enrolment is Enrolment.INTERESTED
        after = Enrolment.INVITED if had_only_said_yes else self.standing
        change = self._step(Step.TOOK_YES_BACK, act=act, to=after)
        self.said_yes_on = None
        return change

    def plan_first_visit(self, *, session_id: UUID, act: Act) -> EnrolmentChange:
        """
        Agree on the session that she comes to first.
        """
        after = self.standing.moved_to(
            Enrolment.FIRST_VISIT_PLANNED, on=act.on, first_visit_id=session_id
        )
        return self._step(Step.FIRST_VISIT_PLANNED, act=act, to=after, about=session_id)

    def came(self, *, session_id: UUID, act: Act) -> EnrolmentChange | None:
        """
        Take that she was at a session; return None if she was in the group already.

        Whoever walks in without an invitation is welcome just the same. Being there
        ends no pause and takes no no thanks back: that is hers to say.
        """
        if self.enrolment not in RULES[Step.CAME_FIRST_TIME].sources:
            return None
        after = self.standing.moved_to(
            Enrolment.ACTIVE, on=act.on, first_visit_id=session_id
        )
        return self._step(Step.CAME_FIRST_TIME, act=act, to=after, about=session_id)

    def did_not_come(
        self, *, session_id: UUID, outcome: Outcome, act: Act
    ) -> EnrolmentChange | None:
        """
        Take that her first visit came to nothing; return None if it was another's.

        She still wants to come. Whether she missed it is the register's to tell.
        """
        if self.standing.planned_visit_id != session_id:
            return None
        return self._step(
            Step.FIRST_VISIT_FELL_THROUGH,
            act=act,
            to=Enrolment.INTERESTED,
            reason=outcome,
            about=session_id,
        )

    def was_not_there(
        self, *, came: EnrolmentChange, outcome: Outcome, act: Act
    ) -> EnrolmentChange:
        """
        Take that the register was wrong about the visit that brought her in.

        She stands again where she stood before; a visit that is over is not planned.
        """
        before = came.before or came.after
        planned = before.enrolment is Enrolment.FIRST_VISIT_PLANNED
        return self._step(
            Step.FIRST_VISIT_CORRECTED,
            act=act,
            to=Enrolment.INTERESTED if planned else before,
            reason=outcome,
            about=came.about,
        )

    def come_back(self, *, on: date, act: Act) -> EnrolmentChange | None:
        """
        Take that she herself wants to come again; return None if that says nothing new.

        A yes counts only from a later day than her no thanks: of two words from the
        same day the no thanks holds. One who has come in the meantime stays in the
        group.
        """
        if self.declined_on is None or on <= self.declined_on:
            return None
        stays = self.enrolment not in _WITHOUT_YES
        return self._come_back(
            on=on, to=self.standing if stays else Enrolment.INTERESTED, act=act
        )

    def came_back_unheard(self, *, on: date, act: Act) -> EnrolmentChange | None:
        """
        Take that she came back from a no thanks that never reached us.

        Return None if her yes is known. She stands where she would if we had heard.
        """
        if self.said_yes_on is not None and on <= self.said_yes_on:
            return None
        return self._come_back(on=on, to=Enrolment.INTERESTED, act=act)

    def _come_back(
        self, *, on: date, to: Standing | Enrolment, act: Act
    ) -> EnrolmentChange:
        change = self._step(Step.CAME_BACK, act=act, to=to)
        self.declined_on, self.said_yes_on = None, on
        return change

    def is_asked_at_new_birth(self, *, act: Act) -> EnrolmentChange:
        """
        Suggest her once more because she has had a child, as she allowed; once.

        Her no thanks holds until she says something else.
        """
        self._refuse(Step.NEW_BIRTH, act=act)
        if not self.standing.may_ask_at_new_birth:
            raise MayNotBeAskedAgain(state=self.enrolment, version=self.version)
        return self._step(Step.NEW_BIRTH, act=act, to=Enrolment.SUGGESTED)

    def has_new_baby(self, *, act: Act) -> EnrolmentChange:
        """
        Suggest her again who has been with us before.
        """
        return self._step(Step.NEW_BABY, act=act, to=Enrolment.SUGGESTED)
