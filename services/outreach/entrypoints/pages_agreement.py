"""
What a mother has said, and that she was asked again.
"""

from typing import Any
from uuid import UUID

from services.outreach.entrypoints.forms_agreement import (
    AskedForm,
    WordForm,
    terms_in,
)
from services.outreach.entrypoints.page_set import PAGES
from services.outreach.entrypoints.places import list_after
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.record_agreement import record_agreement
from services.outreach.usecases.take_back_care import take_back_care
from services.outreach.usecases.take_back_no_thanks import take_back_no_thanks
from shared.web.http import Call
from shared.web.read_as import read_as

_HER = "/mothers/<uuid:mother_id>"


class Entrypoints:
    uow: Any

    @PAGES.post(f"{_HER}/agreement")
    def hear_from_page(self, call: Call, mother_id: UUID) -> str:
        told = read_as(WordForm, call.content)
        record_agreement(
            mother_id=mother_id,
            kind=told["kind"],
            terms=terms_in(told),
            said_on=told["said_on"],
            expected_version=told["version"],
            heard_by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return f"/outreach/mothers/{mother_id}"

    @PAGES.post(f"{_HER}/no_thanks/take_back")
    def take_back_no_thanks_from_page(self, call: Call, mother_id: UUID) -> str:
        take_back_no_thanks(mother_id=mother_id, by=call.by, now=call.now, uow=self.uow)
        return f"/outreach/mothers/{mother_id}"

    @PAGES.post(f"{_HER}/care/take_back")
    def take_back_care_from_page(self, call: Call, mother_id: UUID) -> str:
        take_back_care(mother_id=mother_id, by=call.by, now=call.now, uow=self.uow)
        return list_after(call.content, saved=mother_id)

    @PAGES.post(f"{_HER}/asked")
    def asked_from_page(self, call: Call, mother_id: UUID) -> str:
        told = read_as(AskedForm, call.content)
        note_asked_again(
            mother_id=mother_id,
            outcome=told["outcome"],
            made_already=told["made_already"],
            by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return list_after(call.content, saved=mother_id)
