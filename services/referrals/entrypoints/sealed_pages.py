"""
The sealed lane in a browser: for its author and her own leader, and for no machine.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.referrals.domain.sealed_errors import SealedCaseNotFound
from services.referrals.domain.sealed_sight import Reader
from services.referrals.entrypoints.forms import StepForm
from services.referrals.entrypoints.page_frame import (
    PAGES,
    FormStep,
    reader_of,
    today,
)
from services.referrals.entrypoints.sealed_forms import (
    BeginForm,
    ReceiptForm,
    SendForm,
)
from services.referrals.entrypoints.sealed_words import WORDS, offices_of
from services.referrals.usecases.begin_sealed_case import begin_sealed_case
from services.referrals.usecases.close_sealed_case import close_sealed_case
from services.referrals.usecases.discuss_sealed_case import discuss_sealed_case
from services.referrals.usecases.note_outcome_told import note_outcome_told
from services.referrals.usecases.note_receipt import note_receipt
from services.referrals.usecases.sealed_queries import (
    sealed_case_seen,
    sealed_cases_seen,
)
from services.referrals.usecases.send_sealed_case import send_sealed_case
from shared.web.http import Call

_BEGIN = FormStep(form=BeginForm, take=begin_sealed_case)
_SEND = "send"
_STEPS = {
    "discuss": FormStep(form=StepForm, take=discuss_sealed_case),
    _SEND: FormStep(form=SendForm, take=send_sealed_case),
    "receipt": FormStep(form=ReceiptForm, take=note_receipt),
    "tell_outcome": FormStep(form=StepForm, take=note_outcome_told),
    "close": FormStep(form=StepForm, take=close_sealed_case),
}


class Entrypoints:
    """
    What is shown here is written down in a chain of each case (``page_frame``).
    """

    uow: Any
    offices: Mapping[str, str]
    own_people: Any

    @PAGES.get("/sealed", "sealed.html")
    def sealed_cases(self, call: Call) -> dict[str, Any]:
        reader = reader_of(call)
        cases = sealed_cases_seen(reader=reader, uow=self.uow)
        return {
            "sealed": cases,
            "open": [case for case in cases if case.ended_at is None],
            "ended": [case for case in reversed(cases) if case.ended_at],
            "leads": reader.leads,
            "names": self._names(reader),
            "today": today(call.now),
            "words": WORDS,
        }

    @PAGES.post("/sealed")
    def begin_sealed_case_from_form(self, call: Call) -> str:
        case = _BEGIN.send(
            call.content, reader=reader_of(call), now=call.now, uow=self.uow
        )
        return f"/referrals/sealed/{case.id}"

    @PAGES.get("/sealed/<uuid:case_id>", "sealed_case.html")
    def page_of_sealed_case(self, call: Call, case_id: UUID) -> dict[str, Any]:
        reader = reader_of(call)
        seen = sealed_case_seen(case_id, reader=reader, uow=self.uow)
        return {
            "sealed": [seen.case],
            "case": seen.case,
            "children": seen.children,
            "seen": seen.looks,
            "steps": seen.case.steps_for(reader),
            "leads": reader.leads,
            "names": self._names(reader),
            "offices": offices_of(self.offices),
            "today": today(call.now),
            "words": WORDS,
        }

    @PAGES.post("/sealed/<uuid:case_id>/<step>")
    def take_step_of_sealed_case(self, call: Call, case_id: UUID, step: str) -> str:
        if step not in _STEPS:
            raise SealedCaseNotFound
        known = {"offices": offices_of(self.offices).keys()} if step == _SEND else {}
        _STEPS[step].send(
            call.content,
            case_id=case_id,
            reader=reader_of(call),
            now=call.now,
            uow=self.uow,
            **known,
        )
        return f"/referrals/sealed/{case_id}"

    def _names(self, reader: Reader) -> Mapping[UUID, str]:
        """
        Return who works in her organisation, to whom leads it.
        """
        if not reader.leads:
            return {}
        return self.own_people.names(reader.organisation_id)
