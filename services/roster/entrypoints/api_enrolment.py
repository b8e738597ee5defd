"""
The steps on a mother's way over JSON.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from services.roster.domain.enrolment_change import EnrolmentChange
from services.roster.domain.mother import Mother
from services.roster.entrypoints.saved_mother import saved
from services.roster.entrypoints.schemas_enrolment import (
    DecisionSchema,
    FirstVisitSchema,
    HelpSchema,
    LeaveSchema,
    OtherGroupSchema,
    PauseSchema,
    StepSchema,
    YesSchema,
)
from services.roster.entrypoints.schemas_mothers import SavedMotherSchema
from services.roster.usecases.ask_at_new_birth import ask_at_new_birth
from services.roster.usecases.change_mothers_group import change_mothers_group
from services.roster.usecases.decide_review import decide_review
from services.roster.usecases.enrolment_queries import steps_of
from services.roster.usecases.invite_mother import invite_mother
from services.roster.usecases.keep_mother import keep_mother
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.pause_mother import pause_mother
from services.roster.usecases.plan_first_visit import plan_first_visit
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.record_yes import record_yes
from services.roster.usecases.resume_mother import resume_mother
from services.roster.usecases.suggest_again import suggest_again
from services.roster.usecases.take_offer_of_help import take_offer_of_help
from services.roster.usecases.take_yes_back import take_yes_back
from services.roster.usecases.undo_step import undo_step
from services.roster.usecases.withdraw_help import withdraw_help
from shared.web import api
from shared.web.http import Call

_HER = "/mothers/<uuid:mother_id>"


class Entrypoints:
    uow: UnitOfWork

    @api.get(f"{_HER}/steps", answers=StepSchema, many=True)
    def list_steps(self, _call: Call, mother_id: UUID) -> list[EnrolmentChange]:
        """
        Return every step on her way, the latest first.
        """
        return steps_of(mother_id=mother_id, uow=self.uow)

    @api.post(f"{_HER}/invite", reads=None, answers=SavedMotherSchema)
    def invite_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down that she was asked.
        """
        return self._taken(invite_mother, call, mother_id)

    @api.post(f"{_HER}/yes", reads=YesSchema, answers=SavedMotherSchema)
    def record_yes(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down that she wants to come.
        """
        said_on = call.content["said_yes_on"]
        return self._taken(record_yes, call, mother_id, said_on=said_on)

    @api.post(f"{_HER}/first-visit", reads=FirstVisitSchema, answers=SavedMotherSchema)
    def plan_first_visit(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down the session that she comes to first.
        """
        return self._taken(plan_first_visit, call, mother_id, **call.content)

    @api.post(f"{_HER}/pause", reads=PauseSchema, answers=SavedMotherSchema)
    def pause_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Let her stay away for a while.
        """
        return self._taken(pause_mother, call, mother_id, **call.content)

    @api.post(f"{_HER}/resume", reads=None, answers=SavedMotherSchema)
    def resume_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Take her back from her pause.
        """
        return self._taken(resume_mother, call, mother_id)

    @api.post(f"{_HER}/stay", reads=None, answers=SavedMotherSchema)
    def keep_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Take that she stays, who was about to leave.
        """
        return self._taken(keep_mother, call, mother_id)

    @api.post(f"{_HER}/leave", reads=LeaveSchema, answers=SavedMotherSchema)
    def let_mother_leave(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down that she has left, and for what.
        """
        return self._taken(let_mother_leave, call, mother_id, **call.content)

    @api.post(f"{_HER}/review", reads=DecisionSchema, answers=SavedMotherSchema)
    def decide_review(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Say what should happen; it does when a second role says the same.
        """
        return self._taken(decide_review, call, mother_id, **call.content)

    @api.post(f"{_HER}/new-birth", reads=None, answers=SavedMotherSchema)
    def ask_at_new_birth(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Suggest her once more after a birth, if she allowed that.
        """
        return self._taken(ask_at_new_birth, call, mother_id)

    @api.post(f"{_HER}/new-baby", reads=None, answers=SavedMotherSchema)
    def suggest_again(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Suggest her again who has left and has a new baby.
        """
        return self._taken(suggest_again, call, mother_id)

    @api.post(f"{_HER}/help", reads=HelpSchema, answers=SavedMotherSchema)
    def take_offer_of_help(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down how she would help the others, who has left.
        """
        return self._taken(take_offer_of_help, call, mother_id, **call.content)

    @api.post(f"{_HER}/withdraw-help", reads=None, answers=SavedMotherSchema)
    def withdraw_help(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down that she helps the others no more.
        """
        return self._taken(withdraw_help, call, mother_id)

    @api.post(f"{_HER}/withdraw-yes", reads=None, answers=SavedMotherSchema)
    def take_yes_back(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Write down that she does not want us to be persistent; it is no no thanks.
        """
        return self._taken(take_yes_back, call, mother_id)

    @api.post(f"{_HER}/group", reads=OtherGroupSchema, answers=SavedMotherSchema)
    def change_group_of_mother(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Let her go to another group.
        """
        return self._taken(change_mothers_group, call, mother_id, **call.content)

    @api.post(f"{_HER}/undo", reads=None, answers=SavedMotherSchema)
    def undo_step(self, call: Call, mother_id: UUID) -> dict[str, Any]:
        """
        Take the last step back, within a quarter of an hour.
        """
        return self._taken(undo_step, call, mother_id)

    def _taken(
        self, take: Callable[..., Mother], call: Call, mother_id: UUID, **told: Any
    ) -> dict[str, Any]:
        return saved(
            take(mother_id=mother_id, **told, by=call.by, now=call.now, uow=self.uow)
        )
