"""
Who brings whom, over JSON.
"""

from typing import Any
from uuid import UUID

from services.roster.domain.pick_up import PickUp
from services.roster.entrypoints.schemas_pick_ups import (
    ArrangementSchema,
    MovedArrangementSchema,
    PickUpSchema,
    PickUpViewSchema,
    SavedPickUpSchema,
    arrangement_of,
)
from services.roster.usecases import pick_up_queries
from services.roster.usecases.cancel_pick_up import cancel_pick_up
from services.roster.usecases.mark_pick_up_done import mark_pick_up_done
from services.roster.usecases.move_pick_up import move_pick_up
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.take_back_pick_up import take_back_pick_up
from services.roster.usecases.views import PickUpView
from shared.web import api
from shared.web.http import Call


class Entrypoints:
    uow: UnitOfWork

    @api.get("/pick_ups", answers=PickUpViewSchema, many=True)
    def list_pick_ups(self, call: Call) -> list[PickUpView]:
        """
        Return the pick-ups of today and later, and those that nobody answered.
        """
        seen = pick_up_queries.who_brings_whom(now=call.now, uow=self.uow)
        return [*seen.today, *seen.coming, *seen.unanswered]

    @api.post(
        "/mothers/<uuid:mother_id>/pick_ups",
        reads=ArrangementSchema,
        answers=SavedPickUpSchema,
        status=201,
    )
    def plan_pick_up(self, call: Call, mother_id: UUID) -> PickUp:
        """
        Plan to fetch a mother to a session.
        """
        return plan_pick_up(
            mother_id=mother_id,
            session_id=call.content["session_id"],
            arrangement=arrangement_of(call.content),
            now=call.now,
            uow=self.uow,
        )

    @api.post(
        "/mothers/<uuid:mother_id>/pick_ups/move",
        reads=MovedArrangementSchema,
        answers=SavedPickUpSchema,
    )
    def move_pick_up(self, call: Call, mother_id: UUID) -> PickUp:
        """
        Agree on somebody else, another time or another place.
        """
        return move_pick_up(
            mother_id=mother_id,
            session_id=call.content["session_id"],
            arrangement=arrangement_of(call.content),
            seen_version=call.content["version"],
            now=call.now,
            uow=self.uow,
        )

    @api.post(
        "/mothers/<uuid:mother_id>/pick_ups/cancel",
        reads=PickUpSchema,
        answers=SavedPickUpSchema,
    )
    def cancel_pick_up(self, call: Call, mother_id: UUID) -> PickUp:
        """
        Write down that nobody fetches her after all.
        """
        return cancel_pick_up(**_which(call, mother_id), uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/pick_ups/done",
        reads=PickUpSchema,
        answers=SavedPickUpSchema,
    )
    def mark_pick_up_done(self, call: Call, mother_id: UUID) -> PickUp:
        """
        Write down that she was fetched.
        """
        return mark_pick_up_done(**_which(call, mother_id), now=call.now, uow=self.uow)

    @api.post(
        "/mothers/<uuid:mother_id>/pick_ups/take_back",
        reads=PickUpSchema,
        answers=SavedPickUpSchema,
    )
    def take_back_pick_up(self, call: Call, mother_id: UUID) -> PickUp:
        """
        Take back that it was done or cancelled.
        """
        return take_back_pick_up(**_which(call, mother_id), now=call.now, uow=self.uow)


def _which(call: Call, mother_id: UUID) -> dict[str, Any]:
    return {
        "mother_id": mother_id,
        "session_id": call.content["session_id"],
        "seen_version": call.content["version"],
    }
