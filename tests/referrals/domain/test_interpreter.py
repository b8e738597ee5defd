"""
An interpreter is for a home visit, and a professional.
"""

import pytest

from services.referrals.domain.errors import InterpreterInState
from services.referrals.domain.interpreter import (
    NEVER,
    Interpreter,
    InterpreterKind,
    InterpreterState,
)
from shared.kernel.refusal import Refusal

PROFESSIONALS = [InterpreterKind.PROFESSIONAL, InterpreterKind.PHONE_PROFESSIONAL]

NOT_NEEDED = Interpreter.for_language(None)
NEEDED = Interpreter.for_language("tr")
REQUESTED = NEEDED.requested()
BOOKED = REQUESTED.booked(kind=InterpreterKind.PROFESSIONAL)
NONE_AVAILABLE = REQUESTED.none_available()


class TestInterpreter:
    def test_is_not_needed_without_a_language(self):
        """
        No language named means that mother and health visitor understand each other.
        """
        assert NOT_NEEDED.state == InterpreterState.NOT_NEEDED
        assert NOT_NEEDED.visit_is_ready

    def test_is_needed_with_a_language(self):
        """
        Naming a language is asking for an interpreter, and the visit waits for one.
        """
        assert NEEDED.state == InterpreterState.NEEDED
        assert NEEDED.language == "tr"

    @pytest.mark.parametrize("waiting", [NEEDED, REQUESTED, NONE_AVAILABLE])
    def test_keeps_the_visit_not_ready_until_booked(self, waiting):
        """
        Needed, asked for or not to be had: nobody goes without an interpreter.
        """
        assert not waiting.visit_is_ready

    @pytest.mark.parametrize("kind", PROFESSIONALS)
    def test_makes_the_visit_ready_once_a_professional_is_booked(self, kind):
        """
        In the room or on the phone, a professional is a professional.
        """
        booked = REQUESTED.booked(kind=kind)

        assert booked.visit_is_ready
        assert (booked.kind, booked.language) == (kind, "tr")

    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            (InterpreterKind.RELATIVE, "interpreter-is-relative"),
            (InterpreterKind.MINOR, "interpreter-is-minor"),
            (InterpreterKind.GROUP_MEMBER, "interpreter-is-group-member"),
        ],
    )
    def test_is_never_a_relative_a_minor_or_a_group_member(self, kind, code):
        """
        Each of the three is refused with a code of its own, so the page can say why.
        """
        with pytest.raises(Refusal) as refusal:
            REQUESTED.booked(kind=kind)

        assert refusal.value.code == code
        assert refusal.value.facts == {"state": "requested"}

    def test_has_an_answer_for_every_kind(self):
        """
        A kind added later is either booked or refused, never overlooked.
        """
        assert set(PROFESSIONALS) | set(NEVER) == set(InterpreterKind)

    @pytest.mark.parametrize("found", [NEEDED, NONE_AVAILABLE])
    def test_can_be_asked_for_again_when_none_was_available(self, found):
        """
        When nobody can come, somebody on the phone may still be asked for.
        """
        assert found.requested().state == InterpreterState.REQUESTED

    @pytest.mark.parametrize("wrong", [NOT_NEEDED, REQUESTED, BOOKED])
    def test_is_not_asked_for_twice_or_without_need(self, wrong):
        """
        A second request would book a second interpreter.
        """
        with pytest.raises(InterpreterInState) as refusal:
            wrong.requested()

        assert refusal.value.code == "interpreter-in-state"
        assert refusal.value.facts == {"state": wrong.state}

    @pytest.mark.parametrize("wrong", [NOT_NEEDED, NEEDED, BOOKED, NONE_AVAILABLE])
    def test_is_booked_only_after_being_asked_for(self, wrong):
        """
        A booking answers a request.
        """
        with pytest.raises(InterpreterInState):
            wrong.booked(kind=InterpreterKind.PROFESSIONAL)

    @pytest.mark.parametrize("lost", [REQUESTED, BOOKED])
    def test_may_turn_out_not_to_be_available(self, lost):
        """
        A booked interpreter may fall through as well; the visit is not ready then.
        """
        unavailable = lost.none_available()

        assert unavailable.state == InterpreterState.NONE_AVAILABLE
        assert unavailable.kind is None

    @pytest.mark.parametrize("wrong", [NOT_NEEDED, NEEDED, NONE_AVAILABLE])
    def test_is_missing_only_where_one_was_asked_for(self, wrong):
        """
        Nobody can be unavailable who was not asked.
        """
        with pytest.raises(InterpreterInState):
            wrong.none_available()

    @pytest.mark.parametrize("earlier", [NEEDED, REQUESTED, BOOKED, NONE_AVAILABLE])
    def test_is_needed_anew_for_another_time(self, earlier):
        """
        Who was booked for Thursday does not come on Friday by herself.
        """
        assert earlier.for_another_time() == NEEDED

    def test_stays_not_needed_at_another_time(self):
        """
        Another time does not change the language that they share.
        """
        assert NOT_NEEDED.for_another_time() == NOT_NEEDED
