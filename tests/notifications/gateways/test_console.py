"""
The console gateway: it sends nothing and remembers everything.
"""

import pytest
from sqlalchemy.exc import IntegrityError
from structlog.testing import capture_logs

from services.notifications.domain.message_state import MessageState
from services.notifications.gateways.console import ConsoleGateway
from services.notifications.usecases.outgoing_text import OutgoingText
from services.notifications.usecases.send_due_messages import send_due_messages
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk
from tests.notifications.told import PHONE, contact, offer
from tests.support.bus import envelope_of

AYLIN = new_id()


def kept(desk: Desk) -> list[tuple[str, str, int]]:
    uow = desk.work()
    with uow.reading():
        lines = uow.sent_texts.lines(limit=10)
    return [(line.phone, line.language, line.parts) for line in lines]


class TestConsoleGateway:
    """
    What would have been sent.
    """

    def test_keeps_what_would_have_been_sent_and_logs_none_of_it(self, desk):
        """
        A page can show the text; the log knows ids alone.
        """
        desk.take(envelope_of(contact(AYLIN)), envelope_of(offer(AYLIN)))
        uow = desk.work()
        with capture_logs() as logs:
            send_due_messages(gateway=ConsoleGateway(uow), now=desk.now, uow=uow)

        assert desk.message().state is MessageState.SENT
        assert kept(desk) == [(PHONE, "tr", 2)]
        assert "Meryem" not in str(logs)
        assert PHONE not in str(logs)

    def test_takes_a_message_once(self, desk):
        """
        Even a sender with a bug cannot send the same message a second time.
        """
        desk.take(envelope_of(contact(AYLIN)), envelope_of(offer(AYLIN)))
        text = OutgoingText(
            message_id=desk.message().id,
            phone=PHONE,
            language="tr",
            text="Merhaba!",
            at=desk.now,
        )

        assert ConsoleGateway(desk.work()).hand_over(text) is None
        with pytest.raises(IntegrityError):
            ConsoleGateway(desk.work()).hand_over(text)

        assert len(kept(desk)) == 1

    def test_shows_no_words_in_its_own_description(self):
        """
        A text that ends up in a trace tells neither number nor words.
        """
        text = OutgoingText(
            message_id=new_id(), phone=PHONE, language="tr", text="Merhaba!", at=None
        )

        assert PHONE not in repr(text)
        assert "Merhaba" not in repr(text)
