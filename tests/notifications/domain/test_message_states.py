"""
One message, in any order that things may happen to it.
"""

from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.notifications.domain.errors import MessageInState, MessageNotDue
from services.notifications.domain.message import Message
from services.notifications.domain.message_state import (
    Failure,
    MessageState,
    Withdrawal,
)
from services.notifications.domain.recipient import Recipient
from services.notifications.domain.template import Template
from tests.notifications.domain.messages import (
    CAUSE,
    MOTHER,
    TUESDAY_EIGHT,
    TUESDAY_NOON,
    TUESDAY_TWO,
    queued,
    recipient,
)

LEADS_TO = {
    MessageState.QUEUED: {
        MessageState.CLAIMED,
        MessageState.WITHDRAWN,
        MessageState.SUPPRESSED,
    },
    MessageState.CLAIMED: {
        MessageState.SENT,
        MessageState.FAILED,
        MessageState.UNCERTAIN,
    },
}

recipients = st.builds(
    recipient,
    phone=st.sampled_from(["+4512345678", None]),
    languages=st.sampled_from([(), ("tr",), ("tw", "ur"), ("fil", "en")]),
    shared_phone=st.booleans(),
    may_leave_message=st.booleans(),
    opted_out=st.booleans(),
)


class OneMessage(RuleBasedStateMachine):
    """
    Its cause is told and taken back, clocks run, gateways answer and do not.
    """

    @initialize(
        template=st.sampled_from(Template),
        minutes=st.integers(min_value=0, max_value=500),
        withdrawn_before=st.sampled_from([False, False, False, True]),
    )
    def begins(self, template: Template, minutes: int, withdrawn_before: bool) -> None:
        self.now = TUESDAY_NOON + timedelta(minutes=minutes)
        self.messages: dict[object, Message] = {}
        self.template = template
        self.left = 0
        if withdrawn_before:
            self.keep(
                Message.withdrawn_before(
                    template=template,
                    cause=CAUSE,
                    mother_id=MOTHER,
                    reason=Withdrawal.CORRECTED,
                    at=self.now,
                )
            )
        self.is_asked_for()
        self.seen = [(self.message.state, self.message.version)]

    def keep(self, message: Message) -> None:
        self.messages.setdefault(message.id, message)

    @property
    def message(self) -> Message:
        (message,) = self.messages.values()
        return message

    @rule()
    def is_asked_for(self) -> None:
        self.keep(queued(self.template))

    @rule(minutes=st.integers(min_value=1, max_value=60))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(reason=st.sampled_from(Withdrawal))
    def is_withdrawn(self, reason: Withdrawal) -> None:
        was_queued = self.message.state is MessageState.QUEUED
        assert self.message.withdraw(reason=reason, at=self.now) == was_queued

    @rule(her=recipients)
    def is_claimed(self, her: Recipient) -> None:
        if self.message.state is not MessageState.QUEUED:
            with pytest.raises(MessageInState):
                self.message.claim(recipient=her, at=self.now)
        elif self.now < TUESDAY_TWO:
            with pytest.raises(MessageNotDue):
                self.message.claim(recipient=her, at=self.now)
        else:
            claimed = self.message.claim(recipient=her, at=self.now)
            assert claimed == self.may_leave(her)
            self.left += claimed

    def may_leave(self, her: Recipient) -> bool:
        may_be_read = self.template.is_neutral or not her.shared_phone
        in_time = self.now <= TUESDAY_EIGHT
        return not her.opted_out and her.phone is not None and may_be_read and in_time

    @rule(ending=st.sampled_from(["sent", "failed", "left_in_doubt"]))
    def ends(self, ending: str) -> None:
        if self.message.state is MessageState.CLAIMED:
            self.end(ending)
        else:
            with pytest.raises(MessageInState):
                self.end(ending)

    def end(self, ending: str) -> None:
        if ending == "sent":
            self.message.sent(at=self.now)
        elif ending == "failed":
            self.message.failed(reason=Failure.REFUSED, at=self.now)
        else:
            self.message.left_in_doubt(at=self.now)

    @invariant()
    def leaves_at_most_once(self) -> None:
        assert self.left <= 1

    @invariant()
    def goes_only_forward(self) -> None:
        state, version = self.seen[-1]
        now = (self.message.state, self.message.version)
        if now != (state, version):
            assert self.message.state in LEADS_TO.get(state, set())
            assert self.message.version == version + 1
            assert self.message.changed_at == self.now
            self.seen.append(now)

    @invariant()
    def says_why_it_did_not_leave(self) -> None:
        left_or_waits = {MessageState.QUEUED, MessageState.CLAIMED, MessageState.SENT}
        assert (self.message.reason is None) == (self.message.state in left_or_waits)

    @invariant()
    def has_a_time_of_sending_only_when_sent(self) -> None:
        was_sent = self.message.state is MessageState.SENT
        assert (self.message.sent_at is not None) == was_sent
        assert (self.message.language is not None) == (self.left == 1)


TestOneMessage = OneMessage.TestCase
TestOneMessage.settings = settings(
    max_examples=200, stateful_step_count=15, deadline=None
)
