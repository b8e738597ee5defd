"""
Who is away, and who follows up in her place.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE

from services.outreach.entrypoints.page_set import PAGES
from services.outreach.entrypoints.places import TODAY
from services.outreach.entrypoints.schemas import HandOverRequest, TakeOverRequest
from services.outreach.usecases.hand_over import (
    give_list_back,
    hand_over,
    take_list_back,
)
from shared.web.http import Call
from shared.web.own_people import People
from shared.web.read_as import read_as


class Entrypoints:
    """
    She says so herself, or a colleague does for one who is ill; both may end it.
    """

    uow: Any
    people: Any = People()

    @PAGES.post("/away")
    def hand_over_from_page(self, call: Call) -> str:
        form = read_as(HandOverRequest, call.content, unknown=EXCLUDE)
        self._hand_over(call, form, user_id=call.user_id, deputy_id=form["deputy_id"])
        return TODAY

    @PAGES.post("/away/take")
    def take_over_from_page(self, call: Call) -> str:
        form = read_as(TakeOverRequest, call.content, unknown=EXCLUDE)
        self._hand_over(call, form, user_id=form["user_id"], deputy_id=call.user_id)
        return TODAY

    @PAGES.post("/away/back")
    def take_list_back_from_page(self, call: Call) -> str:
        take_list_back(user_id=call.user_id, uow=self.uow)
        return TODAY

    @PAGES.post("/away/<uuid:user_id>/give_back")
    def give_list_back_from_page(self, call: Call, user_id: UUID) -> str:
        give_list_back(
            user_id=user_id,
            by=call.user_id,
            colleagues=self._colleagues(call),
            uow=self.uow,
        )
        return TODAY

    def _hand_over(
        self, call: Call, form: dict[str, Any], *, user_id: UUID, deputy_id: UUID
    ) -> None:
        hand_over(
            user_id=user_id,
            deputy_id=deputy_id,
            colleagues=self._colleagues(call),
            until=form["until"],
            now=call.now,
            uow=self.uow,
        )

    def _colleagues(self, call: Call) -> Mapping[UUID, str]:
        found: Mapping[UUID, str] = self.people.in_role(call.by, call.organisation_id)
        return found
