"""
One message per cause, and whether it may leave.
"""

from dataclasses import fields
from uuid import uuid4

import pytest

from services.notifications.domain.errors import (
    FactsMissing,
    MessageInState,
    MessageNotDue,
    RecipientIsAnother,
)
from services.notifications.domain.message import Message
from services.notifications.domain.message_record import message_id
from services.notifications.domain.message_state import (
    Channel,
    Failure,
    MessageState,
    Withdrawal,
)
from services.notifications.domain.template import Template
from tests.notifications.domain.messages import (
    CAUSE,
    MOTHER,
    TUESDAY_EIGHT,
    TUESDAY_NOON,
    TUESDAY_THREE,
    TUESDAY_TWO,
    WEDNESDAY_NOON,
    queued,
    recipient,
    standing_at,
)

NOT_NEUTRAL = [template for template in Template if not template.is_neutral]
NEUTRAL = [template for template in Template if template.is_neutral]
ALL_BUT_QUEUED = [state for state in MessageState if state != MessageState.QUEUED]
ALL_BUT_CLAIMED = [state for state in MessageState if state != MessageState.CLAIMED]


class TestCause:
    """
    A message per cause, at most once.
    """

    def test_has_one_message_however_often_it_is_told(self):
        """
        The same cause asks for the same message, so there is nothing to send twice.
        """
        assert queued().id == queued().id
        assert queued().id == message_id(template=Template.MISSED_YOU, cause=CAUSE)

    def test_has_another_message_for_another_template_or_cause(self):
        """
        A visit that is moved, or a second miss, is told with a message of its own.
        """
        ids = {
            queued().id,
            queued(Template.SESSION_CANCELLED).id,
            queued(cause="018f0000-0000-7000-8000-000000000003").id,
        }

        assert len(ids) == 3

    def test_is_never_told_again_once_it_was_withdrawn(self):
        """
        What would be queued for it is this message, and this one does not leave.
        """
        message = standing_at(MessageState.WITHDRAWN)
        assert message.id == queued().id

        with pytest.raises(MessageInState):
            message.claim(recipient=recipient(), at=TUESDAY_THREE)


class TestQueue:
    """
    Asking for a message, before it is time.
    """

    def test_keeps_nothing_about_her_but_her_id(self):
        """
        Neither name nor number nor language waits in the queue: they are read when
        the message leaves.
        """
        message = queued()

        assert message.language is None
        assert {"display_name", "phone"}.isdisjoint(
            field.name for field in fields(message)
        )

    @pytest.mark.parametrize(
        ("template", "missing"),
        [
            (Template.VISIT_SCHEDULED, "starts_at"),
            (Template.PLACE_OFFERED, "answer_by"),
            (Template.SESSION_CANCELLED, "starts_at"),
        ],
    )
    def test_refuses_a_message_that_could_not_be_written(self, template, missing):
        """
        The one who asks is told which fact is missing, and not at night when it leaves.
        """
        with pytest.raises(FactsMissing) as refusal:
            Message.queue(
                template=template,
                cause=CAUSE,
                mother_id=MOTHER,
                facts={},
                not_before=TUESDAY_TWO,
                not_after=TUESDAY_EIGHT,
                at=TUESDAY_NOON,
            )

        assert set(refusal.value.facts["errors"]) == {missing}

    def test_does_not_share_its_facts_with_the_one_who_asked(self):
        """
        What was asked for is what is sent, whatever the caller does with its own.
        """
        facts = {"starts_at": "2027-03-16T09:00:00Z"}
        message = Message.queue(
            template=Template.SESSION_CANCELLED,
            cause=CAUSE,
            mother_id=MOTHER,
            facts=facts,
            not_before=TUESDAY_TWO,
            not_after=TUESDAY_EIGHT,
            at=TUESDAY_NOON,
        )

        facts.clear()

        assert message.facts == {"starts_at": "2027-03-16T09:00:00Z"}


class TestWithdraw:
    """
    Rule 1, cancelled is not missed: every message that has not left goes with it.
    """

    @pytest.mark.parametrize("reason", Withdrawal)
    def test_takes_back_what_has_not_left(self, reason):
        """
        Its cause is gone, so she hears nothing of it.
        """
        message = queued()

        assert message.withdraw(reason=reason, at=TUESDAY_TWO)

        assert message.state is MessageState.WITHDRAWN
        assert message.reason == reason
        assert message.changed_at == TUESDAY_TWO

    @pytest.mark.parametrize("state", ALL_BUT_QUEUED)
    def test_changes_nothing_else(self, state):
        """
        What was sent stays sent, and a second withdrawal is nothing new.
        """
        message = standing_at(state)
        before = (message.reason, message.changed_at, message.version)

        assert not message.withdraw(
            reason=Withdrawal.LATE_CANCELLATION, at=WEDNESDAY_NOON
        )

        assert message.state is state
        assert (message.reason, message.changed_at, message.version) == before

    def test_may_come_before_the_message_itself(self):
        """
        The withdrawal is kept under the id that the message would have had, so that
        the message is found withdrawn when it is asked for.
        """
        message = Message.withdrawn_before(
            template=Template.MISSED_YOU,
            cause=CAUSE,
            mother_id=MOTHER,
            reason=Withdrawal.LATE_CANCELLATION,
            at=TUESDAY_NOON,
        )

        assert message.id == queued().id
        assert message.state is MessageState.WITHDRAWN
        with pytest.raises(MessageInState):
            message.claim(recipient=recipient(), at=TUESDAY_THREE)


class TestClaim:
    """
    Rule 3, no thanks holds at once: all about her is read at the moment of sending.
    """

    def test_lets_it_leave_in_her_language(self):
        """
        The language is chosen now, among those that there is a text in.
        """
        message = queued()

        assert message.claim(recipient=recipient(), at=TUESDAY_THREE)

        assert message.state is MessageState.CLAIMED
        assert message.language == "tr"
        assert message.channel is Channel.TEXT

    @pytest.mark.parametrize("template", Template)
    def test_holds_back_every_message_after_a_no_thanks(self, template):
        """
        Also one that was queued while she still wanted it, and the neutral ones.
        """
        message = queued(template)

        assert not message.claim(recipient=recipient(opted_out=True), at=TUESDAY_THREE)

        assert message.state is MessageState.SUPPRESSED
        assert message.reason == "opt_out"

    def test_names_the_no_thanks_before_anything_else(self):
        """
        Without a number, on a shared phone and too late: what counts is that she has
        said no, so that nobody calls her instead.
        """
        message = queued(Template.VISIT_SCHEDULED)
        nobody = recipient(opted_out=True, phone=None, shared_phone=True)

        message.claim(recipient=nobody, at=WEDNESDAY_NOON)

        assert message.reason == "opt_out"

    def test_holds_it_back_without_a_number(self):
        """
        A missing number is a task for a person, never a text to somebody else.
        """
        message = queued()

        assert not message.claim(recipient=recipient(phone=None), at=TUESDAY_THREE)

        assert message.reason == "no_number"

    @pytest.mark.parametrize("template", NOT_NEUTRAL)
    def test_holds_back_what_others_must_not_read(self, template):
        """
        Somebody else may pick up a shared phone first.
        """
        message = queued(template)

        claimed = message.claim(
            recipient=recipient(shared_phone=True), at=TUESDAY_THREE
        )

        assert not claimed
        assert message.reason == "shared_phone"

    @pytest.mark.parametrize("template", NEUTRAL)
    def test_lets_a_neutral_message_leave_for_a_shared_phone(self, template):
        """
        It names nobody and tells nothing that another may not know.
        """
        message = queued(template)

        assert message.claim(recipient=recipient(shared_phone=True), at=TUESDAY_THREE)

    @pytest.mark.parametrize("may_leave_message", [True, False])
    def test_does_not_ask_whether_a_voice_message_may_be_left(self, may_leave_message):
        """
        That is about her answering machine, and this is a text.
        """
        message = queued()
        her = recipient(may_leave_message=may_leave_message)

        assert message.claim(recipient=her, at=TUESDAY_THREE)

    def test_holds_it_back_when_it_comes_too_late(self):
        """
        A text about this afternoon helps nobody tomorrow.
        """
        message = queued()

        assert not message.claim(recipient=recipient(), at=WEDNESDAY_NOON)

        assert message.reason == "too_late"

    @pytest.mark.parametrize("moment", [TUESDAY_TWO, TUESDAY_EIGHT])
    def test_lets_it_leave_at_both_ends_of_its_time(self, moment):
        """
        From the first moment to the last, both included.
        """
        assert queued().claim(recipient=recipient(), at=moment)

    def test_refuses_before_its_time(self):
        """
        It stays queued, and may still be withdrawn.
        """
        message = queued()

        with pytest.raises(MessageNotDue):
            message.claim(recipient=recipient(), at=TUESDAY_NOON)

        assert message.state is MessageState.QUEUED

    def test_refuses_another_recipient(self):
        """
        There is no fall-back: what is for her is sent to nobody else.
        """
        message = queued()

        with pytest.raises(RecipientIsAnother):
            message.claim(recipient=recipient(mother_id=uuid4()), at=TUESDAY_THREE)

        assert message.state is MessageState.QUEUED

    @pytest.mark.parametrize("state", ALL_BUT_QUEUED)
    def test_refuses_a_second_time(self, state):
        """
        Whatever became of it, no machine sends it again.
        """
        message = standing_at(state)

        with pytest.raises(MessageInState) as refusal:
            message.claim(recipient=recipient(), at=TUESDAY_THREE)

        assert refusal.value.facts == {"state": state, "version": message.version}


class TestLeaving:
    """
    What became of a message that was claimed.
    """

    def test_keeps_when_it_was_sent(self):
        """
        The gateway has taken it.
        """
        message = standing_at(MessageState.CLAIMED)

        message.sent(at=TUESDAY_THREE)

        assert message.state is MessageState.SENT
        assert message.sent_at == TUESDAY_THREE
        assert message.reason is None

    def test_keeps_why_it_failed(self):
        """
        A person has to see that it did not arrive, and why.
        """
        message = standing_at(MessageState.CLAIMED)

        message.failed(reason=Failure.BAD_NUMBER, at=TUESDAY_THREE)

        assert message.state is MessageState.FAILED
        assert message.reason == "bad_number"
        assert message.sent_at is None

    def test_is_uncertain_when_nobody_can_tell(self):
        """
        The machine stopped between claiming and hearing back. A person decides; she
        is not texted twice.
        """
        message = standing_at(MessageState.CLAIMED)

        message.left_in_doubt(at=WEDNESDAY_NOON)

        assert message.state is MessageState.UNCERTAIN
        assert message.reason == "no_receipt"
        assert message.sent_at is None

    @pytest.mark.parametrize("state", ALL_BUT_CLAIMED)
    def test_refuses_what_was_not_claimed(self, state):
        """
        Nothing becomes sent, failed or uncertain that had not been let out.
        """
        message = standing_at(state)

        with pytest.raises(MessageInState):
            message.sent(at=WEDNESDAY_NOON)
        with pytest.raises(MessageInState):
            message.failed(reason=Failure.REFUSED, at=WEDNESDAY_NOON)
        with pytest.raises(MessageInState):
            message.left_in_doubt(at=WEDNESDAY_NOON)

        assert message.state is state
