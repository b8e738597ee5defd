"""
A referral's way through the use cases: what is stored, and what is announced to whom.
"""

from typing import Any
from uuid import UUID

import pytest

from services.referrals.domain.errors import (
    ChildNotKnown,
    ConsentMissing,
    InterpreterIsRelative,
    ReferralInState,
    ReferralNotFound,
)
from services.referrals.domain.interpreter import InterpreterKind, InterpreterState
from services.referrals.domain.referral_codes import (
    DeclineReason,
    OutcomeCode,
    ReferralState,
)
from services.referrals.usecases.accept_referral import accept_referral
from services.referrals.usecases.book_interpreter import book_interpreter
from services.referrals.usecases.complete_referral import complete_referral
from services.referrals.usecases.decline_referral import decline_referral
from services.referrals.usecases.discard_referral import discard_referral
from services.referrals.usecases.forget_child import forget_child
from services.referrals.usecases.record_referral_consent import record_referral_consent
from services.referrals.usecases.report_no_interpreter import report_no_interpreter
from services.referrals.usecases.request_interpreter import request_interpreter
from services.referrals.usecases.reschedule_visit import reschedule_visit
from services.referrals.usecases.schedule_visit import schedule_visit
from services.referrals.usecases.submit_referral import submit_referral
from shared.contracts.referrals import (
    PartnerReferralRequested,
    PartnerReferralUpdated,
    ReferralAccepted,
    ReferralCompleted,
    ReferralDeclined,
    ReferralSubmitted,
    VisitScheduled,
)
from shared.kernel.organisations import Organisation, Role
from shared.kernel.refusal import StaleVersion
from tests.referrals.desk import Desk
from tests.referrals.domain.examples import (
    BABY_MIRA,
    FRIDAY_NINE,
    THURSDAY_NINE,
    YES,
    ZEHRA,
)

IN_THE_HOUSE = "referrals.events"
TO_PARTNERS = "referrals.partners"
NOBODY = UUID(int=99)


def requested(desk: Desk, **changed: Any) -> UUID:
    drafted = desk.draft(**changed)
    desk.do(submit_referral, Role.COORDINATOR, referral_id=drafted.id)
    return drafted.id


def accepted(desk: Desk) -> UUID:
    referral_id = requested(desk)
    desk.do(accept_referral, Role.HEALTH_VISITOR, referral_id=referral_id)
    return referral_id


def scheduled(desk: Desk) -> UUID:
    referral_id = accepted(desk)
    desk.do(
        schedule_visit,
        Role.HEALTH_VISITOR,
        referral_id=referral_id,
        visit_at=THURSDAY_NINE,
    )
    return referral_id


class TestDraftReferral:
    def test_keeps_everything_and_announces_nothing(self, desk):
        """
        A draft is nobody's business yet; what is read again is what was written.
        """
        drafted = desk.draft()

        assert desk.referral(drafted.id) == drafted
        assert desk.events() == []

    def test_may_be_about_the_mother_herself(self, desk):
        """
        A concern about the mother names no child.
        """
        drafted = desk.draft(child_id=None, interpreter_language=None, consent=None)

        assert desk.referral(drafted.id) == drafted

    @pytest.mark.parametrize(
        "unknown", [{"mother_id": NOBODY}, {"child_id": NOBODY}], ids=str
    )
    def test_refuses_a_family_that_is_not_known(self, desk, unknown):
        """
        A referral about nobody could never be carried out.
        """
        with pytest.raises(ChildNotKnown):
            desk.draft(**unknown)

    def test_refuses_a_child_of_another_mother(self, desk):
        """
        A wrong tap must not tell the health visitors of another family.
        """
        desk.know_child(NOBODY, mother_id=NOBODY)

        with pytest.raises(ChildNotKnown):
            desk.draft(mother_id=NOBODY, child_id=BABY_MIRA)


class TestSubmitReferral:
    def test_names_no_child_that_was_removed_meanwhile(self, desk):
        """
        It was entered by mistake; the concern for the family is none.
        """
        drafted = desk.draft()
        forget_child(child_id=BABY_MIRA, uow=desk.work())
        desk.do(submit_referral, Role.COORDINATOR, referral_id=drafted.id)

        assert desk.referral(drafted.id).child_id is None
        assert desk.last_pair()[IN_THE_HOUSE].event.child_id is None

    def test_tells_the_house_less_than_the_partner(self, desk):
        """
        Concern and language reach the health visitors alone, and no mother is named
        to them; the rest of the house hears that there is a referral.
        """
        referral_id = requested(desk)

        told = desk.last_pair()
        assert told[IN_THE_HOUSE].event == ReferralSubmitted(
            referral_id=referral_id,
            mother_id=ZEHRA,
            priority="soon",
            child_id=BABY_MIRA,
        )
        assert told[TO_PARTNERS].event == PartnerReferralRequested(
            referral_ref=referral_id,
            concern_category="weight",
            priority="soon",
            interpreter_needed=True,
            interpreter_language="tr",
        )
        assert {one.version for one in told.values()} == {2}
        assert told[IN_THE_HOUSE].organisation == Organisation.HOUSING_TEAM

    def test_says_when_no_interpreter_is_needed(self, desk):
        """
        No language is told where none is needed.
        """
        requested(desk, interpreter_language=None)

        told = desk.last_pair()[TO_PARTNERS].event
        assert (told.interpreter_needed, told.interpreter_language) == (False, None)

    def test_announces_nothing_without_consent(self, desk):
        """
        What is refused leaves no trace, neither in the row nor in the outbox.
        """
        drafted = desk.draft(consent=None)

        with pytest.raises(ConsentMissing):
            desk.do(submit_referral, Role.COORDINATOR, referral_id=drafted.id)

        assert desk.referral(drafted.id) == drafted
        assert desk.events() == []

    def test_follows_a_consent_that_was_recorded_later(self, desk):
        """
        The mother may be asked after the draft was written.
        """
        drafted = desk.draft(consent=None)

        desk.do(
            record_referral_consent,
            Role.COORDINATOR,
            referral_id=drafted.id,
            consent=YES,
        )
        desk.do(submit_referral, Role.COORDINATOR, referral_id=drafted.id)

        kept = desk.referral(drafted.id)
        assert (kept.state, kept.consent) == (ReferralState.REQUESTED, YES)


class TestAnswer:
    def test_accepted_is_told_to_both(self, desk):
        """
        The sender sees that it was taken on, and so does the partner's system.
        """
        referral_id = accepted(desk)

        told = desk.last_pair()
        assert told[IN_THE_HOUSE].event == ReferralAccepted(
            referral_id=referral_id, mother_id=ZEHRA
        )
        assert told[TO_PARTNERS].event == PartnerReferralUpdated(
            referral_ref=referral_id, state="accepted"
        )

    def test_declined_keeps_its_reason_at_home(self, desk):
        """
        Why stands on the page; no event tells it.
        """
        referral_id = requested(desk)

        desk.do(
            decline_referral,
            Role.HEALTH_VISITORS_LEADER,
            referral_id=referral_id,
            reason=DeclineReason.FAMILY_DECLINED,
        )

        told = desk.last_pair()
        assert desk.referral(referral_id).reason == DeclineReason.FAMILY_DECLINED
        assert told[IN_THE_HOUSE].event == ReferralDeclined(
            referral_id=referral_id, mother_id=ZEHRA
        )
        assert told[TO_PARTNERS].event.state == "declined"

    def test_completed_keeps_its_outcome_at_home(self, desk):
        """
        What came of it stands on the page; no event tells it.
        """
        referral_id = scheduled(desk)

        desk.do(
            complete_referral,
            Role.HEALTH_VISITOR,
            referral_id=referral_id,
            outcome_code=OutcomeCode.ADVICE_GIVEN,
        )

        told = desk.last_pair()
        assert desk.referral(referral_id).outcome_code == OutcomeCode.ADVICE_GIVEN
        assert told[IN_THE_HOUSE].event == ReferralCompleted(
            referral_id=referral_id, mother_id=ZEHRA
        )
        assert told[TO_PARTNERS].event.state == "completed"


class TestVisit:
    def test_is_announced_with_each_new_time(self, desk):
        """
        The mother's message needs the time that holds now.
        """
        referral_id = scheduled(desk)
        first = desk.last_pair()[IN_THE_HOUSE].event

        desk.do(
            reschedule_visit,
            Role.HEALTH_VISITOR,
            referral_id=referral_id,
            visit_at=FRIDAY_NINE,
        )

        told = desk.last_pair()
        assert first == VisitScheduled(
            referral_id=referral_id, mother_id=ZEHRA, visit_at=THURSDAY_NINE
        )
        assert told[IN_THE_HOUSE].event.visit_at == FRIDAY_NINE
        assert told[TO_PARTNERS].event.state == "scheduled"

    def test_is_ready_when_a_professional_is_booked(self, desk):
        """
        Every turn of the search is kept, and none of them is broadcast.
        """
        referral_id = scheduled(desk)
        before = len(desk.events())

        for step in (request_interpreter, report_no_interpreter, request_interpreter):
            desk.do(step, Role.HEALTH_VISITOR, referral_id=referral_id)
        with pytest.raises(InterpreterIsRelative):
            desk.do(
                book_interpreter,
                Role.HEALTH_VISITOR,
                referral_id=referral_id,
                kind=InterpreterKind.RELATIVE,
            )
        desk.do(
            book_interpreter,
            Role.HEALTH_VISITOR,
            referral_id=referral_id,
            kind=InterpreterKind.PHONE_PROFESSIONAL,
        )

        kept = desk.referral(referral_id)
        assert kept.visit_is_ready
        assert kept.interpreter.state == InterpreterState.BOOKED
        assert kept.interpreter.kind == InterpreterKind.PHONE_PROFESSIONAL
        assert [step.reason for step in kept.history[-4:]] == [
            "interpreter_requested",
            "interpreter_none_available",
            "interpreter_requested",
            "interpreter_booked",
        ]
        assert len(desk.events()) == before


class TestDiscardReferral:
    def test_puts_a_draft_aside_in_silence(self, desk):
        """
        Nobody was told of the draft, so nobody is told of its end.
        """
        drafted = desk.draft()

        desk.do(discard_referral, Role.COORDINATOR, referral_id=drafted.id)

        assert desk.referral(drafted.id).state == ReferralState.DISCARDED
        assert desk.events() == []


class TestEveryStep:
    def test_refuses_an_id_that_nobody_gave(self, desk):
        """
        An unknown referral is said to be unknown.
        """
        with pytest.raises(ReferralNotFound):
            desk.do(accept_referral, Role.HEALTH_VISITOR, referral_id=NOBODY)

    def test_refuses_who_looked_at_an_older_version(self, desk):
        """
        Two who work at once do not write over each other; the second is told how it
        stands.
        """
        referral_id = accepted(desk)

        with pytest.raises(StaleVersion) as refusal:
            desk.do(
                decline_referral,
                Role.HEALTH_VISITOR,
                referral_id=referral_id,
                reason=DeclineReason.AT_CAPACITY,
                version=2,
            )

        assert refusal.value.facts == {"version": 3, "state": "accepted"}

    def test_does_not_tell_the_state_to_whom_it_does_not_concern(self, desk):
        """
        A draft is its writer's alone: also a health visitor, whose step it would be
        later, hears only that it is not hers, whatever version she names.
        """
        drafted = desk.draft()

        for role in (Role.DAYCARE_INTAKE, Role.HEALTH_VISITOR):
            for version in (None, 7):
                with pytest.raises(ReferralNotFound) as refusal:
                    desk.do(
                        accept_referral,
                        role,
                        referral_id=drafted.id,
                        version=version,
                    )
                assert set(refusal.value.facts) == {"id"}

    def test_leaves_a_draft_to_the_organisation_that_wrote_it(self, desk):
        """
        The daycare does not send what the housing team has drafted.
        """
        drafted = desk.draft()

        with pytest.raises(ReferralNotFound):
            desk.do(submit_referral, Role.PAEDAGOG, referral_id=drafted.id)

    def test_is_refused_twice(self, desk):
        """
        What was accepted cannot be accepted again, and is not announced again.
        """
        referral_id = accepted(desk)
        before = desk.events()

        with pytest.raises(ReferralInState):
            desk.do(accept_referral, Role.HEALTH_VISITOR, referral_id=referral_id)

        assert desk.events() == before
