"""
Messages leave: at the right time, to the right number, once.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.notifications.domain.message_state import (
    Failure,
    MessageState,
    Suppression,
)
from services.notifications.domain.no_thanks import NoThanks
from services.notifications.storage.unit_of_work import NotificationsUnitOfWork
from services.notifications.usecases.keep_contact import keep_contact
from services.notifications.usecases.send_due_messages import (
    AT_ONCE,
    send_due_messages,
)
from shared.bus.cause import Cause
from shared.contracts.notifications import (
    MessageFailed,
    MessageSent,
    MessageSuppressed,
)
from shared.db.engine import make_engine
from shared.kernel.contact_hours import is_quiet_at
from shared.kernel.ids import new_id
from tests.notifications.desk import (
    Desk,
    Phones,
    PhonesInAPowerCut,
    PowerCut,
    RefusingPhones,
    SilentPhones,
)
from tests.notifications.told import (
    PHONE,
    TUESDAY,
    contact,
    follow_up_of,
    offer,
    opened,
    visit,
)
from tests.support.bus import envelope_of

AYLIN = new_id()
NEW_PHONE = "+4567000022"
NO_THANKS = NoThanks(mother_id=AYLIN, agreement="no_thanks", said_on=TUESDAY)


class DyingUnitOfWork(NotificationsUnitOfWork):
    """
    A unit of work whose machine dies before its n-th commit.
    """

    commits_left = 1

    def commit(self) -> None:
        if not self.commits_left:
            raise PowerCut
        self.commits_left -= 1
        super().commit()


class SlowUnitOfWork(NotificationsUnitOfWork):
    """
    A unit of work in whose first transaction another does its work.
    """

    meanwhile: Callable[[], Any] | None = None

    def commit(self) -> None:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile:
            self.flush()
            meanwhile()
        super().commit()


def after_a_miss(desk: Desk, **known: Any) -> None:
    desk.take(envelope_of(contact(AYLIN, **known)), envelope_of(opened(AYLIN)))


class TestSending:
    """
    What is due leaves.
    """

    def test_leaves_when_its_time_has_come_and_not_before(self, desk):
        """
        It waits until the follow-up is visible, leaves once, and that is announced.
        """
        phones = Phones()
        after_a_miss(desk)

        desk.send(phones)
        assert phones.texts == []

        desk.later(hours=5)
        desk.send(phones)
        desk.send(phones)

        (text,) = phones.texts
        message = desk.message()
        assert text.message_id == message.id
        assert (text.phone, text.language) == (PHONE, "tr")
        assert text.text.startswith("Merhaba!")
        assert message.state is MessageState.SENT
        assert message.sent_at == desk.now
        (told,) = desk.announced()
        assert isinstance(told.event, MessageSent)
        assert (told.event.message_id, told.version) == (message.id, message.version)

    def test_leaves_in_no_quiet_hour_whoever_queued_it_for_one(self, desk):
        """
        What a release before queued for the night waits, and what is asked for leaves.
        """
        phones = Phones()
        after_a_miss(desk)
        desk.take(envelope_of(visit(AYLIN)))
        with desk.work() as uow:
            for each in uow.messages.queued_for(AYLIN):
                each.not_after = desk.now + timedelta(days=2)
                uow.messages.save(each)
            uow.commit()

        desk.later(hours=14)
        assert is_quiet_at(desk.now)
        desk.send(phones)
        assert len(phones.texts) == 1

        desk.later(hours=12)
        desk.send(phones)
        assert len(phones.texts) == 2

    def test_reads_number_and_language_at_the_moment_of_sending(self, desk):
        """
        What was known when it was queued does not count any more.
        """
        phones = Phones()
        after_a_miss(desk)
        changed = contact(AYLIN, phone=NEW_PHONE, languages=("tw", "so", "da"))
        desk.take(envelope_of(changed, version=2))
        desk.later(hours=5)
        desk.send(phones)

        assert [(text.phone, text.language) for text in phones.texts] == [
            (NEW_PHONE, "so")
        ]

    def test_is_in_a_language_that_she_reads(self, desk):
        """
        What she speaks is asked second: not everybody reads her own language.
        """
        phones = Phones()
        after_a_miss(desk)
        changed = contact(AYLIN, languages=("tr",), reading_languages=("ku", "ar"))
        desk.take(envelope_of(changed, version=2))
        desk.later(hours=5)
        desk.send(phones)

        assert [text.language for text in phones.texts] == ["ar"]

    @pytest.mark.parametrize(
        ("known", "reason"),
        [
            ({"phone": None}, Suppression.NO_NUMBER),
            ({"shared_phone": True}, Suppression.SHARED_PHONE),
        ],
    )
    def test_holds_back_what_may_not_reach_her_now(self, desk, known, reason):
        """
        A person is told and may call instead; there is no number to fall back on.
        """
        phones = Phones()
        desk.take(envelope_of(contact(AYLIN)), envelope_of(visit(AYLIN)))
        desk.take(envelope_of(contact(AYLIN, **known), version=2))

        desk.send(phones)

        message = desk.message()
        assert message.state is MessageState.SUPPRESSED
        assert message.reason == reason
        assert phones.texts == []
        (told,) = desk.announced()
        assert isinstance(told.event, MessageSuppressed)
        assert (told.event.reason, told.version) == (reason, message.version)
        assert told.event.follow_up_id is None

    def test_reads_no_thanks_at_the_moment_of_sending(self, desk):
        """
        No thanks holds (rule 3) even for a message that slipped past its withdrawal.
        """
        phones = Phones()
        after_a_miss(desk)
        desk.later(hours=5)
        with desk.work() as uow:
            uow.no_thanks.save(NO_THANKS)
            uow.commit()

        desk.send(phones)

        message = desk.message()
        assert message.state is MessageState.SUPPRESSED
        assert message.reason == Suppression.OPT_OUT
        assert phones.texts == []

    def test_leaves_a_neutral_text_on_a_shared_phone(self, desk):
        """
        Anybody may read it: it names nobody.
        """
        phones = Phones()
        after_a_miss(desk, shared_phone=True)
        desk.later(hours=5)
        desk.send(phones)

        (text,) = phones.texts
        assert "Meryem" not in text.text

    def test_holds_back_what_comes_too_late(self, desk):
        """
        After a long outage nobody is texted about the day before yesterday.
        """
        phones = Phones()
        after_a_miss(desk)
        desk.later(days=3)
        desk.send(phones)

        assert desk.message().reason == Suppression.TOO_LATE
        assert phones.texts == []

    def test_waits_for_a_contact_that_has_not_come_yet(self, desk):
        """
        Her number may be on its way; only when it is too late is the message held back.
        """
        phones = Phones()
        zofia = new_id()
        desk.take(envelope_of(opened(AYLIN)), envelope_of(opened(zofia)))
        desk.later(hours=5)
        desk.send(phones)
        assert desk.message(AYLIN).state is MessageState.QUEUED

        desk.take(envelope_of(contact(AYLIN)))
        desk.send(phones)
        desk.later(days=3)
        desk.send(phones)

        assert desk.message(AYLIN).state is MessageState.SENT
        assert desk.message(zofia).reason == Suppression.NO_NUMBER
        assert len(phones.texts) == 1


class TestFailure:
    """
    What the gateway does not take, and what nobody can tell.
    """

    def test_fails_when_the_gateway_refuses(self, desk):
        """
        It is for a person then; nothing is tried again by itself.
        """
        phones = RefusingPhones()
        after_a_miss(desk)
        desk.later(hours=5)
        desk.send(phones)
        desk.send(phones)

        message = desk.message()
        assert message.state is MessageState.FAILED
        assert message.reason == Failure.BAD_NUMBER
        assert len(phones.texts) == 1
        (told,) = desk.announced()
        assert isinstance(told.event, MessageFailed)
        assert told.event.follow_up_id == follow_up_of(AYLIN)
        assert (told.event.reason, told.version) == ("bad_number", message.version)

    def test_names_the_follow_up_of_a_text_that_may_not_be_sent(self, desk):
        """
        Whoever follows her up knows by it that she has not had this one.
        """
        after_a_miss(desk)
        desk.take(envelope_of(contact(AYLIN, phone=None), version=2))
        desk.later(hours=5)

        desk.send(Phones())

        (told,) = desk.announced()
        assert isinstance(told.event, MessageSuppressed)
        assert told.event.follow_up_id == follow_up_of(AYLIN)

    def test_is_in_doubt_when_the_gateway_does_not_answer(self, desk):
        """
        It may have left. The other messages do not wait for that.
        """
        desk.take(
            envelope_of(contact(AYLIN)),
            envelope_of(offer(AYLIN)),
            envelope_of(visit(AYLIN)),
        )
        phones = SilentPhones()

        desk.send(phones)
        desk.send(Phones())

        assert {one.state for one in desk.messages()} == {MessageState.UNCERTAIN}
        assert len(phones.texts) == 2

    @pytest.mark.parametrize("dies", ["as it hands over", "before it takes note"])
    def test_is_in_doubt_after_a_crash_and_never_sent_again(self, desk, dies):
        """
        Between the claim and the note nobody can tell whether it left: a person looks
        after five minutes, and no machine sends it a second time.
        """
        after_a_miss(desk)
        desk.later(hours=5)
        phones = PhonesInAPowerCut() if dies == "as it hands over" else Phones()
        uow = DyingUnitOfWork(desk.engine, cause=Cause.by_system(now=desk.now))
        with pytest.raises(PowerCut):
            send_due_messages(gateway=phones, now=desk.now, uow=uow)
        assert desk.message().state is MessageState.CLAIMED

        desk.send(phones)
        desk.later(minutes=4)
        desk.look_for_doubt()
        assert desk.message().state is MessageState.CLAIMED

        desk.later(minutes=2)
        desk.look_for_doubt()
        desk.look_for_doubt()
        desk.send(phones)

        assert desk.message().state is MessageState.UNCERTAIN
        assert len(phones.texts) == 1
        assert desk.announced() == []

    def test_stays_in_doubt_when_a_slow_sender_comes_back(self, desk):
        """
        Who took longer than anybody waited does not overwrite what was noted since.
        """

        class SlowPhones(Phones):
            def hand_over(self, text):
                desk.later(minutes=6)
                desk.look_for_doubt()
                return super().hand_over(text)

        after_a_miss(desk)
        desk.later(hours=5)
        desk.send(SlowPhones())

        assert desk.message().state is MessageState.UNCERTAIN


class TestTwoSenders:
    """
    Two replicas at once on one PostgreSQL.
    """

    def test_share_the_work_and_send_each_message_once(self, postgres_database):
        """
        What one has in hand the other leaves alone, without waiting for it.
        """
        engine, other_engine = (make_engine(postgres_database) for _ in range(2))
        desk, other_desk = Desk(engine), Desk(other_engine)
        mothers = [new_id() for _ in range(AT_ONCE + 10)]
        desk.take(*(envelope_of(contact(one)) for one in mothers))
        desk.take(*(envelope_of(offer(one)) for one in mothers))
        phones, other_phones = Phones(), Phones()
        uow = SlowUnitOfWork(engine, cause=Cause.by_system(now=desk.now))
        uow.meanwhile = lambda: other_desk.send(other_phones)

        send_due_messages(gateway=phones, now=desk.now, uow=uow)

        assert (len(phones.texts), len(other_phones.texts)) == (AT_ONCE, 10)
        sent = [text.message_id for text in phones.texts + other_phones.texts]
        assert sorted(sent) == sorted(one.id for one in desk.messages())
        assert {one.state for one in desk.messages()} == {MessageState.SENT}
        for one in (engine, other_engine):
            one.dispose()

    def test_do_not_wait_for_who_changes_a_contact(self, postgres_database):
        """
        He may have to wait for a sender, but never a sender for him, so the two cannot
        stop each other. What leaves in that moment goes to the number known until then.
        """
        engine, other_engine = (make_engine(postgres_database) for _ in range(2))
        desk, other_desk = Desk(engine), Desk(other_engine)
        desk.take(envelope_of(contact(AYLIN)), envelope_of(offer(AYLIN)))
        phones = Phones()
        uow = SlowUnitOfWork(engine, cause=Cause.by_system(now=desk.now))
        uow.meanwhile = lambda: other_desk.send(phones)

        keep_contact(
            mother_id=AYLIN,
            display_name="Meryem",
            phone=NEW_PHONE,
            languages=("tr",),
            shared_phone=False,
            may_leave_message=True,
            uow=uow,
        )

        assert [text.phone for text in phones.texts] == [PHONE]
        assert desk.recipient(AYLIN).phone == NEW_PHONE
        for one in (engine, other_engine):
            one.dispose()
