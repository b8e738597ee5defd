"""
The steps on a mother's way, and those about whom somebody has to say something.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from services.roster.domain.mother import Mother
from services.roster.domain.review import decisions_about
from services.roster.entrypoints import enrolment_words
from services.roster.entrypoints.forms_enrolment import (
    FirstVisitForm,
    HelpForm,
    LeaveForm,
    OtherGroupForm,
    PauseForm,
    ReviewForm,
    YesForm,
)
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases.ask_at_new_birth import ask_at_new_birth
from services.roster.usecases.change_mothers_group import change_mothers_group
from services.roster.usecases.decide_review import decide_review
from services.roster.usecases.enrolment_queries import to_decide
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
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.read_as import read_as

_HER = "/mothers/<uuid:mother_id>"


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/to-decide", "to_decide.html")
    def to_decide(self, call: Call) -> dict[str, Any]:
        seen = to_decide(on=on_the_wall(call.now).date(), uow=self.uow)
        return {
            "reviews": seen.reviews,
            "pauses": seen.pauses,
            "without_visit": seen.without_visit,
            "decisions_about": decisions_about,
            "words": enrolment_words,
        }

    @PAGES.post(f"{_HER}/invite")
    def invite_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(invite_mother, call, mother_id)

    @PAGES.post(f"{_HER}/yes")
    def record_yes_by_form(self, call: Call, mother_id: UUID) -> str:
        said_on = read_as(YesForm, call.content)["said_yes_on"]
        return self._step(record_yes, call, mother_id, said_on=said_on)

    @PAGES.post(f"{_HER}/first-visit")
    def plan_first_visit_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(FirstVisitForm, call.content)
        return self._step(plan_first_visit, call, mother_id, **told)

    @PAGES.post(f"{_HER}/pause")
    def pause_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(PauseForm, call.content)
        return self._step(pause_mother, call, mother_id, **told)

    @PAGES.post(f"{_HER}/resume")
    def resume_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(resume_mother, call, mother_id)

    @PAGES.post(f"{_HER}/stay")
    def keep_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(keep_mother, call, mother_id)

    @PAGES.post(f"{_HER}/leave")
    def let_leave_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(LeaveForm, call.content)
        return self._step(let_mother_leave, call, mother_id, **told)

    @PAGES.post(f"{_HER}/review")
    def decide_review_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(ReviewForm, call.content)
        return self._step(decide_review, call, mother_id, **told)

    @PAGES.post(f"{_HER}/new-birth")
    def ask_at_new_birth_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(ask_at_new_birth, call, mother_id)

    @PAGES.post(f"{_HER}/new-baby")
    def suggest_again_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(suggest_again, call, mother_id)

    @PAGES.post(f"{_HER}/help")
    def take_offer_of_help_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(HelpForm, call.content)
        return self._step(take_offer_of_help, call, mother_id, **told)

    @PAGES.post(f"{_HER}/withdraw-help")
    def withdraw_help_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(withdraw_help, call, mother_id)

    @PAGES.post(f"{_HER}/withdraw-yes")
    def take_yes_back_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(take_yes_back, call, mother_id)

    @PAGES.post(f"{_HER}/group")
    def change_group_of_mother_by_form(self, call: Call, mother_id: UUID) -> str:
        told = read_as(OtherGroupForm, call.content)
        return self._step(change_mothers_group, call, mother_id, **told)

    @PAGES.post(f"{_HER}/undo")
    def undo_by_form(self, call: Call, mother_id: UUID) -> str:
        return self._step(undo_step, call, mother_id)

    def _step(
        self, take: Callable[..., Mother], call: Call, mother_id: UUID, **told: Any
    ) -> str:
        take(mother_id=mother_id, **told, by=call.by, now=call.now, uow=self.uow)
        return f"/roster/mothers/{mother_id}"
