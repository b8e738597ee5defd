"""
What a mother has said, and that she was asked again.
"""

from typing import Any
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind
from services.outreach.entrypoints.forms_agreement import (
    WordForm,
    terms_in,
)
from services.outreach.entrypoints.page_set import PAGES
from services.outreach.usecases.note_asked_again import note_asked_again
from services.outreach.usecases.record_agreement import record_agreement
from shared.web.http import Call
from shared.web.read_as import read_as

STOPPED = "no_thanks"
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
            heard_by=call.by,
            now=call.now,
            uow=self.uow,
        )
        return _after(told["kind"], mother_id)

    @PAGES.post(f"{_HER}/asked")
    def asked_from_page(self, call: Call, mother_id: UUID) -> str:
        note_asked_again(mother_id=mother_id, now=call.now, uow=self.uow)
        return f"/outreach/?saved={mother_id}"


def _after(kind: AgreementKind, mother_id: UUID) -> str:
    """
    Return where to go on: after a no thanks there is a way back, if it was a slip.
    """
    asked = f"?done={STOPPED}" if kind is AgreementKind.NO_THANKS else ""
    return f"/outreach/mothers/{mother_id}{asked}"
