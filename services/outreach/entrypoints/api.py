"""
The JSON API of outreach.
"""

from typing import Any
from uuid import UUID

from services.outreach.entrypoints.forms_agreement import (
    AskedFields,
    WordFields,
    terms_in,
)
from services.outreach.entrypoints.places import task_in, task_in_address
from services.outreach.entrypoints.schemas import (
    AttemptRequest,
    CompletionRequest,
    FollowUpAnswer,
    MotherAnswer,
    PutOffRequest,
    TaskAnswer,
)
from services.outreach.usecases.complete_follow_up import complete_follow_up
from services.outreach.usecases.log_attempt import log_attempt
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.put_off import put_off
from services.outreach.usecases.queries import (
    FollowUpView,
    MotherView,
    follow_up_by_id,
    mother_by_id,
)
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.take_back_attempt import take_back_attempt
from services.outreach.usecases.take_back_care import take_back_care
from services.outreach.usecases.take_back_no_thanks import take_back_no_thanks
from services.outreach.usecases.tasks import (
    Part,
    Reached,
    closed_follow_ups,
    closed_tasks,
    open_follow_ups,
    open_tasks,
)
from shared.kernel.refusal import Invalid
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    """
    Routes below ``/outreach/api``.
    """

    uow: Any

    @api.get("/tasks", answers=TaskAnswer, many=True)
    def list_tasks(self, call: Call) -> api.Page:
        """
        List the tasks, at most 200, or with state=closed what has ended.
        """
        if _is_about_open(call):
            part = open_tasks(after=_after(call), now=call.now, uow=self.uow)
        else:
            part = closed_tasks(after=_after(call), now=call.now, uow=self.uow)
        return _page(part)

    @api.get("/follow_ups", answers=FollowUpAnswer, many=True)
    def list_follow_ups(self, call: Call) -> api.Page:
        """
        List open follow-ups, longest without contact first, or with state=closed ended.
        """
        if _is_about_open(call):
            return _page(open_follow_ups(after=_after(call), uow=self.uow))
        return _page(closed_follow_ups(after=_after(call), now=call.now, uow=self.uow))

    @api.get("/follow_ups/<uuid:follow_up_id>", answers=FollowUpAnswer)
    def show_follow_up(self, _call: Call, follow_up_id: UUID) -> FollowUpView:
        """
        Show one follow-up with its attempts.
        """
        return follow_up_by_id(follow_up_id=follow_up_id, uow=self.uow)

    @api.post(
        "/follow_ups/<uuid:follow_up_id>/attempts",
        reads=AttemptRequest,
        answers=FollowUpAnswer,
        status=201,
    )
    def log_attempt(self, call: Call, follow_up_id: UUID) -> FollowUpView:
        """
        Log an attempt, on this and on all other open follow-ups of the same mother.
        """
        log_attempt(
            follow_up_id=follow_up_id,
            channel=call.content["channel"],
            outcome=call.content["outcome"],
            at=call.content["at"],
            minutes=call.content["minutes"],
            she_began=call.content["she_began"],
            made_already=call.content["made_already"],
            by_machine=True,
            until=call.content["until"],
            expected_version=call.content["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return follow_up_by_id(follow_up_id=follow_up_id, uow=self.uow)

    @api.post(
        "/follow_ups/<uuid:follow_up_id>/attempts/<uuid:attempt_id>/take_back",
        reads=None,
        answers=FollowUpAnswer,
    )
    def take_back_attempt(
        self, call: Call, follow_up_id: UUID, attempt_id: UUID
    ) -> FollowUpView:
        """
        Take back the newest attempt of a mother, within ten minutes.
        """
        take_back_attempt(
            follow_up_id=follow_up_id,
            attempt_id=attempt_id,
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return follow_up_by_id(follow_up_id=follow_up_id, uow=self.uow)

    @api.post(
        "/follow_ups/<uuid:follow_up_id>/complete",
        reads=CompletionRequest,
        answers=FollowUpAnswer,
    )
    def complete_follow_up(self, call: Call, follow_up_id: UUID) -> FollowUpView:
        """
        Complete a follow-up once what she asked for is taken care of.
        """
        complete_follow_up(
            follow_up_id=follow_up_id,
            outcome=call.content["outcome"],
            until=call.content["until"],
            expected_version=call.content["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return follow_up_by_id(follow_up_id=follow_up_id, uow=self.uow)

    @api.get("/mothers/<uuid:mother_id>", answers=MotherAnswer)
    def show_mother(self, _call: Call, mother_id: UUID) -> MotherView:
        """
        Show a mother's agreement, open episode and follow-ups.
        """
        return mother_by_id(mother_id=mother_id, uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/put_off",
        reads=PutOffRequest,
        answers=MotherAnswer,
    )
    def put_off(self, call: Call, mother_id: UUID) -> MotherView:
        """
        Put a mother off until a day before the group meets again.
        """
        put_off(
            mother_id=mother_id,
            until=call.content["until"],
            expected_version=call.content["version"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return mother_by_id(mother_id=mother_id, uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/agreement",
        reads=WordFields,
        answers=MotherAnswer,
    )
    def record_agreement(self, call: Call, mother_id: UUID) -> MotherView:
        """
        Record what she has said; no_thanks stops everything of hers at once.
        """
        record_agreement(
            mother_id=mother_id,
            kind=call.content["kind"],
            terms=terms_in(call.content),
            said_on=call.content["said_on"],
            expected_version=call.content["version"],
            heard_by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return mother_by_id(mother_id=mother_id, uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/asked", reads=AskedFields, answers=MotherAnswer
    )
    def note_asked_again(self, call: Call, mother_id: UUID) -> MotherView:
        """
        Note that she was called to be asked again, or asked, and has not answered.
        """
        note_asked_again(
            mother_id=mother_id,
            outcome=call.content["outcome"],
            made_already=call.content["made_already"],
            by_machine=True,
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return mother_by_id(mother_id=mother_id, uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/no_thanks/take_back",
        reads=None,
        answers=MotherAnswer,
    )
    def take_back_no_thanks(self, call: Call, mother_id: UUID) -> MotherView:
        """
        Take a no thanks back that was a slip of the finger, within ten minutes.
        """
        take_back_no_thanks(mother_id=mother_id, by=call.by, now=call.now, uow=self.uow)
        return mother_by_id(mother_id=mother_id, uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/care/take_back", reads=None, answers=MotherAnswer
    )
    def take_back_care(self, call: Call, mother_id: UUID) -> MotherView:
        """
        Let what was taken care of wait again, if that was a slip, within ten minutes.
        """
        take_back_care(mother_id=mother_id, by=call.by, now=call.now, uow=self.uow)
        return mother_by_id(mother_id=mother_id, uow=self.uow)


def _is_about_open(call: Call) -> bool:
    """
    Return whether open ones are asked for, or those that have ended.

    Raises Invalid.
    """
    state = call.query.get("state", "open")
    if state not in {"open", "closed"}:
        raise Invalid({"state": ["One of: open, closed."]})
    return state == "open"


def _after(call: Call) -> Reached | None:
    return task_in(call.query.get("after"))


def _page(part: Part[Any]) -> api.Page:
    after = task_in_address(part.reached) if part.reached else None
    return api.Page(shown=part.shown, after=after)
