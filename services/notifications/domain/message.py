"""
One message to one mother, because of one cause, at most once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from services.notifications.domain.errors import MessageNotDue, RecipientIsAnother
from services.notifications.domain.message_record import MessageRecord
from services.notifications.domain.message_state import (
    Channel,
    Failure,
    MessageState,
    Suppression,
    Withdrawal,
)
from services.notifications.domain.recipient import Recipient
from services.notifications.domain.template import LANGUAGES


@dataclass(kw_only=True)
class Message(MessageRecord):
    """
    Queued until it is claimed for sending, and then gone, whatever becomes of it.

    No step leads back: nothing is queued, or claimed, a second time.
    """

    def withdraw(self, *, reason: Withdrawal, at: datetime) -> bool:
        """
        Take it back if it has not left; return whether it was still there.
        """
        if self.state is not MessageState.QUEUED:
            return False
        self._become(MessageState.WITHDRAWN, reason=reason, at=at)
        return True

    def again(self, *, at: datetime) -> Self:
        """
        Return what is to be said in place of this one, which was taken back: once.

        No step leads back, so it is a message of its own, whose cause is this one.
        """
        about, _, _ = self.cause.partition(":")
        return self.queue(
            template=self.template,
            cause=f"{about}:{self.id}",
            mother_id=self.mother_id,
            facts=self.facts,
            not_before=max(at, self.not_before),
            not_after=self.not_after,
            at=at,
        )

    def is_outdated(self, *, reason: Withdrawal, at: datetime) -> None:
        """
        Note that one that was taken back would be wrong by now, so that it stays so.
        """
        self._refuse_unless(MessageState.WITHDRAWN)
        self._become(MessageState.WITHDRAWN, reason=reason, at=at)

    def claim(self, *, recipient: Recipient, at: datetime) -> bool:
        """
        Decide at the moment of sending whether it may leave; return whether it may.

        What was known when it was queued does not count: she may have said no thanks,
        changed her number or begun to share her phone since. One that has been claimed
        is never claimed again, so that no machine sends it twice.
        """
        self._refuse_unless(MessageState.QUEUED)
        if recipient.mother_id != self.mother_id:
            raise RecipientIsAnother(state=self.state, version=self.version)
        if at < self.not_before:
            raise MessageNotDue(state=self.state, version=self.version)
        suppression = self._suppression(recipient, at=at)
        if suppression is not None:
            self._become(MessageState.SUPPRESSED, reason=suppression, at=at)
            return False
        self.channel = Channel.TEXT
        self.language = recipient.language(among=LANGUAGES)
        self._become(MessageState.CLAIMED, at=at)
        return True

    def sent(self, *, at: datetime) -> None:
        self._refuse_unless(MessageState.CLAIMED)
        self.sent_at = at
        self._become(MessageState.SENT, at=at)

    def failed(self, *, reason: Failure, at: datetime) -> None:
        self._refuse_unless(MessageState.CLAIMED)
        self._become(MessageState.FAILED, reason=reason, at=at)

    def left_in_doubt(self, *, at: datetime) -> None:
        """
        Mark one that was found claimed: it may have left or not, and nobody can tell.

        A person decides what to do; she is not to be texted twice by a machine.
        """
        self._refuse_unless(MessageState.CLAIMED)
        self._become(MessageState.UNCERTAIN, reason="no_receipt", at=at)

    def _suppression(self, recipient: Recipient, *, at: datetime) -> Suppression | None:
        is_unwanted = self.template.is_follow_up and recipient.not_followed_up
        if recipient.opted_out or is_unwanted:
            return Suppression.OPT_OUT
        if recipient.phone is None:
            return Suppression.NO_NUMBER
        if recipient.shared_phone and not self.template.is_neutral:
            return Suppression.SHARED_PHONE
        return Suppression.TOO_LATE if at > self.not_after else None
