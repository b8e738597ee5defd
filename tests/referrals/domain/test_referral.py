"""
A concern from the group, on its way to a home visit.
"""

from dataclasses import replace
from uuid import UUID

import pytest

from services.referrals.domain.errors import (
    ConsentMissing,
    ConsentRefused,
    InterpreterIsRelative,
    NotYours,
    ReferralInState,
    RoleMayNot,
    VisitAlreadyAtThisTime,
)
from services.referrals.domain.interpreter import InterpreterKind, InterpreterState
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
    ReferralState,
)
from shared.kernel.organisations import Organisation, Role
from tests.referrals.domain.examples import (
    COORDINATOR,
    FRIDAY_NINE,
    HEALTH_VISITOR,
    INTAKE,
    NO,
    PAEDAGOG,
    THEIR_LEADER,
    THURSDAY_NINE,
    YES,
    a_completed_referral,
    a_draft,
    a_requested_referral,
    a_scheduled_referral,
    act_by,
    an_accepted_referral,
)

FACILITATORS = [COORDINATOR, PAEDAGOG, HEALTH_VISITOR]
RECIPIENTS = [HEALTH_VISITOR, THEIR_LEADER]
NOT_RECIPIENTS = [COORDINATOR, PAEDAGOG, INTAKE]
AN_EVENT = UUID(int=9)


class TestDraft:
    @pytest.mark.parametrize("facilitator", FACILITATORS)
    def test_is_written_by_any_of_the_three_facilitators(self, facilitator):
        """
        Whoever hears of a concern in the group can write it down.
        """
        referral = a_draft(act=facilitator)

        assert referral.state == ReferralState.DRAFT
        assert referral.drafted_by_role == facilitator.by_role
        assert referral.drafted_by_organisation == facilitator.by_organisation
        assert (referral.version, len(referral.history)) == (1, 1)
        assert referral.history[0].from_state is None

    @pytest.mark.parametrize("other", [THEIR_LEADER, INTAKE, act_by(Role.MOTHER)])
    def test_is_written_by_nobody_who_is_not_in_the_group(self, other):
        """
        Leaders and intake hear of a concern when it is sent to them.
        """
        with pytest.raises(RoleMayNot):
            a_draft(act=other)

    def test_takes_a_language_as_the_need_of_an_interpreter(self):
        """
        The need is written down early, so that the health visitor sees it.
        """
        referral = a_draft(interpreter_language="tr")

        assert referral.interpreter.state == InterpreterState.NEEDED
        assert referral.interpreter.language == "tr"

    def test_names_its_concern_from_a_closed_list(self):
        """
        What was said in the group is not written down; one of eight words is.
        """
        assert set(ConcernCategory) == {
            "weight",
            "sleep",
            "feeding",
            "motor",
            "speech",
            "wellbeing_mother",
            "wellbeing_child",
            "other",
        }
        assert set(Priority) == {"routine", "soon"}

    def test_can_be_thrown_away(self):
        """
        A concern that turned out to be none leaves no referral behind.
        """
        referral = a_draft()

        referral.discard(act=COORDINATOR)

        assert referral.state == ReferralState.DISCARDED

    def test_is_not_thrown_away_once_it_was_sent(self):
        """
        What the health visitors have received cannot be made never to have been.
        """
        referral = a_requested_referral()

        with pytest.raises(ReferralInState):
            referral.discard(act=COORDINATOR)

    @pytest.mark.parametrize("step", ["submit", "discard"])
    def test_belongs_to_the_organisation_that_wrote_it(self, step):
        """
        No organisation changes what is another's, be it as good a facilitator.
        """
        referral = a_draft(act=COORDINATOR)

        with pytest.raises(NotYours):
            getattr(referral, step)(act=PAEDAGOG)

    def test_takes_her_answer_when_she_gives_it_later(self):
        """
        A draft may wait for her answer; the later answer counts, and both are kept.
        """
        referral = a_draft(consent=NO)

        referral.record_consent(consent=YES, act=COORDINATOR)

        assert referral.consent == YES
        assert referral.history[-1].reason == "consent_given"
        assert referral.history[-1].to_state == ReferralState.DRAFT

    def test_takes_no_other_answer_once_it_was_sent(self):
        """
        The answer that a disclosure rested on is not exchanged behind its back.
        """
        referral = a_requested_referral()

        with pytest.raises(ReferralInState):
            referral.record_consent(consent=NO, act=COORDINATOR)

        assert referral.consent == YES


class TestSubmit:
    @pytest.mark.parametrize("facilitator", FACILITATORS)
    def test_asks_the_health_visitors(self, facilitator):
        """
        With the mother's yes, a concern of any facilitator becomes a request.
        """
        referral = a_draft(act=facilitator)

        referral.submit(act=facilitator)

        assert referral.state == ReferralState.REQUESTED

    @pytest.mark.parametrize("sender", [COORDINATOR, PAEDAGOG])
    def test_needs_the_mothers_answer(self, sender):
        """
        Telling another organisation about her without asking is refused.
        """
        referral = a_draft(act=sender, consent=None)

        with pytest.raises(ConsentMissing) as refusal:
            referral.submit(act=sender)

        assert refusal.value.facts == {"state": "draft", "version": 1}
        assert referral.state == ReferralState.DRAFT

    def test_needs_no_answer_from_a_health_visitor_to_her_own_service(self):
        """
        Nothing is disclosed when the concern stays with those who heard it.
        """
        referral = a_draft(act=HEALTH_VISITOR, consent=None)

        referral.submit(act=HEALTH_VISITOR)

        assert referral.state == ReferralState.REQUESTED

    @pytest.mark.parametrize("facilitator", FACILITATORS)
    def test_is_blocked_by_her_no(self, facilitator):
        """
        Her no blocks everybody, the health visitor included.
        """
        referral = a_draft(act=facilitator, consent=NO)

        with pytest.raises(ConsentRefused):
            referral.submit(act=facilitator)

    def test_happens_once(self):
        """
        A second submission would ask the health visitors twice.
        """
        referral = a_requested_referral()

        with pytest.raises(ReferralInState) as refusal:
            referral.submit(act=COORDINATOR)

        assert refusal.value.code == "referral-in-state"
        assert refusal.value.facts == {"state": "requested", "version": 2}


class TestAnswer:
    @pytest.mark.parametrize("recipient", RECIPIENTS)
    def test_takes_the_referral_on(self, recipient):
        """
        A health visitor or their leader may accept.
        """
        referral = a_requested_referral()

        referral.accept(act=recipient)

        assert referral.state == ReferralState.ACCEPTED

    @pytest.mark.parametrize("other", NOT_RECIPIENTS)
    def test_is_only_for_the_health_visitors(self, other):
        """
        Who sent a referral cannot accept it on the health visitors' behalf.
        """
        referral = a_requested_referral()

        with pytest.raises(RoleMayNot):
            referral.accept(act=other)

    def test_is_not_for_a_health_visitor_of_another_organisation(self):
        """
        The role alone does not make it hers.
        """
        elsewhere = act_by(Role.HEALTH_VISITOR, organisation=Organisation.DAYCARE)
        referral = a_requested_referral()

        with pytest.raises(NotYours):
            referral.accept(act=elsewhere)

    @pytest.mark.parametrize("reason", DeclineReason)
    @pytest.mark.parametrize("start", [a_requested_referral, an_accepted_referral])
    def test_declines_with_a_reason_from_the_list(self, start, reason):
        """
        A no has a reason that the sender can act on, and may come after a yes.
        """
        referral = start()

        referral.decline(reason=reason, act=HEALTH_VISITOR)

        assert referral.state == ReferralState.DECLINED
        assert referral.reason == reason
        assert referral.history[-1].reason == reason

    def test_is_not_declined_once_a_visit_is_scheduled(self):
        """
        The family has a visit in its calendar; it ends with an outcome instead.
        """
        referral = a_scheduled_referral()

        with pytest.raises(ReferralInState):
            referral.decline(reason=DeclineReason.AT_CAPACITY, act=HEALTH_VISITOR)

    def test_knows_five_reasons(self):
        """
        The reasons are a closed list: a family's story is not among them.
        """
        assert set(DeclineReason) == {
            "at_capacity",
            "not_our_task",
            "known_already",
            "family_declined",
            "need_more_info",
        }


class TestVisit:
    def test_is_scheduled_once_the_referral_is_accepted(self):
        """
        First the yes, then the time.
        """
        referral = an_accepted_referral()

        referral.schedule(visit_at=THURSDAY_NINE, act=HEALTH_VISITOR)

        assert referral.state == ReferralState.SCHEDULED
        assert referral.visit_at == THURSDAY_NINE

    def test_is_not_scheduled_before_anybody_has_accepted(self):
        """
        A time for the family is a promise that only an accepted referral can keep.
        """
        referral = a_requested_referral()

        with pytest.raises(ReferralInState):
            referral.schedule(visit_at=THURSDAY_NINE, act=HEALTH_VISITOR)

    def test_is_not_ready_until_an_interpreter_is_booked(self):
        """
        A visit without a common language would be no help.
        """
        referral = a_scheduled_referral(interpreter_language="tr")

        assert not referral.visit_is_ready

        referral.request_interpreter(act=HEALTH_VISITOR)
        assert not referral.visit_is_ready

        referral.book_interpreter(kind=InterpreterKind.PROFESSIONAL, act=HEALTH_VISITOR)
        assert referral.visit_is_ready

    def test_is_ready_at_once_when_no_interpreter_is_needed(self):
        """
        Only a need that somebody wrote down is waited for.
        """
        assert a_scheduled_referral(interpreter_language=None).visit_is_ready

    def test_is_not_ready_before_there_is_a_time(self):
        """
        Where no interpreter is needed, the time is what the visit waits for.
        """
        referral = a_draft(interpreter_language=None)
        referral.submit(act=COORDINATOR)
        referral.accept(act=HEALTH_VISITOR)

        assert not referral.visit_is_ready

    def test_is_not_ready_after_the_end(self):
        """
        A completed referral has no visit that somebody could still go to.
        """
        referral = a_scheduled_referral(interpreter_language=None)

        referral.complete(outcome_code=OutcomeCode.NO_NEED, act=HEALTH_VISITOR)

        assert not referral.visit_is_ready

    @pytest.mark.parametrize(
        "start", [a_draft, a_requested_referral, an_accepted_referral]
    )
    def test_is_what_an_interpreter_is_for_and_nothing_else(self, start):
        """
        Without a visit there is nothing to interpret, least of all the group.
        """
        referral = start()

        with pytest.raises(ReferralInState):
            referral.request_interpreter(act=HEALTH_VISITOR)

    def test_is_never_interpreted_by_a_relative(self):
        """
        The refusal reaches the page with its own code, and the request stands.
        """
        referral = a_scheduled_referral()
        referral.request_interpreter(act=HEALTH_VISITOR)

        with pytest.raises(InterpreterIsRelative):
            referral.book_interpreter(kind=InterpreterKind.RELATIVE, act=HEALTH_VISITOR)

        assert referral.interpreter.state == InterpreterState.REQUESTED

    def test_tells_when_no_interpreter_is_to_be_had(self):
        """
        It stays scheduled and not ready, and the history says why.
        """
        referral = a_scheduled_referral()
        referral.request_interpreter(act=HEALTH_VISITOR)

        referral.report_no_interpreter(act=HEALTH_VISITOR)

        assert not referral.visit_is_ready
        assert referral.history[-1].reason == "interpreter_none_available"
        assert referral.history[-1].to_state == ReferralState.SCHEDULED

    @pytest.mark.parametrize("other", NOT_RECIPIENTS)
    def test_is_interpreted_by_whom_the_health_visitors_book(self, other):
        """
        The visit is theirs, and so is the interpreter.
        """
        referral = a_scheduled_referral()

        with pytest.raises(RoleMayNot):
            referral.request_interpreter(act=other)

    def test_needs_its_interpreter_anew_when_it_is_moved(self):
        """
        A booking for Thursday must not make a visit on Friday look ready.
        """
        referral = a_scheduled_referral()
        referral.request_interpreter(act=HEALTH_VISITOR)
        referral.book_interpreter(kind=InterpreterKind.PROFESSIONAL, act=HEALTH_VISITOR)

        referral.reschedule(visit_at=FRIDAY_NINE, act=HEALTH_VISITOR)

        assert referral.visit_at == FRIDAY_NINE
        assert not referral.visit_is_ready
        assert referral.interpreter.state == InterpreterState.NEEDED
        assert referral.history[-1].reason == "rescheduled"

    def test_is_not_moved_to_where_it_is(self):
        """
        A second click must not lose the interpreter that is booked.
        """
        referral = a_scheduled_referral()

        with pytest.raises(VisitAlreadyAtThisTime) as refusal:
            referral.reschedule(visit_at=THURSDAY_NINE, act=HEALTH_VISITOR)

        assert refusal.value.code == "visit-already-at-this-time"
        assert refusal.value.facts == {"state": "scheduled", "version": 4}


class TestComplete:
    @pytest.mark.parametrize("outcome_code", OutcomeCode)
    @pytest.mark.parametrize("start", [an_accepted_referral, a_scheduled_referral])
    def test_ends_the_referral_with_an_outcome_code(self, start, outcome_code):
        """
        Advice on the phone needs no visit, so an accepted referral may end as well.
        """
        referral = start()

        referral.complete(outcome_code=outcome_code, act=HEALTH_VISITOR)

        assert referral.state == ReferralState.COMPLETED
        assert referral.outcome_code == outcome_code

    def test_needs_that_somebody_had_accepted(self):
        """
        There is no outcome of what nobody took on.
        """
        referral = a_requested_referral()

        with pytest.raises(ReferralInState):
            referral.complete(outcome_code=OutcomeCode.ADVICE_GIVEN, act=HEALTH_VISITOR)

    def test_is_final(self):
        """
        What is completed is superseded by a new referral, never edited.
        """
        referral = a_completed_referral()

        with pytest.raises(ReferralInState) as refusal:
            referral.complete(outcome_code=OutcomeCode.NO_NEED, act=HEALTH_VISITOR)

        assert refusal.value.facts == {"state": "completed", "version": 5}
        assert referral.outcome_code == OutcomeCode.ADVICE_GIVEN


class TestHistory:
    def test_keeps_every_step_with_its_actor(self):
        """
        Afterwards everybody can see who did what, from the first line on.
        """
        referral = a_completed_referral()

        assert [step.to_state for step in referral.history] == [
            "draft",
            "requested",
            "accepted",
            "scheduled",
            "completed",
        ]
        assert referral.history[1].by_role == Role.COORDINATOR
        assert referral.history[1].by_organisation == Organisation.HOUSING_TEAM
        assert referral.history[2].by_role == Role.HEALTH_VISITOR
        assert referral.version == 5

    def test_names_the_event_that_caused_a_step(self):
        """
        A step that answers an event can be followed back to it.
        """
        referral = a_requested_referral()

        referral.accept(act=replace(HEALTH_VISITOR, causing_event_id=AN_EVENT))

        assert referral.history[-1].causing_event_id == AN_EVENT
