"""
What others tell, in every order in which it may arrive.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from services.notifications.domain.message_state import (
    MessageState,
    Suppression,
    Withdrawal,
)
from services.notifications.domain.template import Template
from shared.contracts.envelope import Envelope
from shared.contracts.notifications import MessageWithdrawn
from shared.kernel.ids import new_id
from tests.notifications.desk import Desk, Phones
from tests.notifications.told import (
    MONDAY,
    NEXT_TUESDAY_TEN,
    NEXT_WEDNESDAY_ONE,
    TUESDAY,
    WEDNESDAY,
    agreed,
    cancelled,
    completed,
    contact,
    declined,
    moved,
    offer,
    opened,
    reinstated,
    skipped,
    stopped,
    visit,
    withdrawn,
)
from tests.support.bus import TUESDAY_TEN, envelope_of

End = tuple[bool, frozenset[Any]]


def ways(*envelopes: Envelope) -> list[Sequence[Envelope]]:
    """
    Return every order of these events, each once as they are and once all told again.

    What is told again has new ids, so that the inbox alone would not notice.
    """
    orders = list(permutations(envelopes))
    return [*orders, *([*order, *map(told_again, order)] for order in orders)]


def told_again(envelope: Envelope) -> Envelope:
    return replace(envelope, id=new_id())


def end_of(desk: Desk, mother_id: UUID, arrivals: Sequence[Envelope]) -> End:
    """
    Return how things stand after these arrivals and the next hours.
    """
    phones = Phones()
    for one in arrivals:
        desk.take(one)
    desk.later(hours=6)
    desk.send(phones)
    said = desk.no_thanks(mother_id)
    texts = [text.message_id for text in phones.texts]
    found = {
        (one.template, one.state, one.reason, texts.count(one.id))
        for one in desk.messages(mother_id)
    }
    desk.clock.time = TUESDAY_TEN
    return (said is not None and said.holds, frozenset(found))


def ends(desk: Desk, events: Any) -> set[End]:
    """
    Return every end that the events of one mother come to; each way has its own.

    ``events`` makes a mother's events, in their envelopes. Each way is tried one event
    a batch, and all events in one.
    """
    number = len(ways(*events(new_id())))
    found = set()
    for way in range(number):
        mother_id, other_id = new_id(), new_id()
        found.add(end_of(desk, mother_id, ways(*events(mother_id))[way]))
        desk.take(*ways(*events(other_id))[way])
        found.add(end_of(desk, other_id, []))
    return found


class TestEveryOrder:
    """
    The events of one mother, in every order, once and twice, singly and in one batch.
    """

    @pytest.mark.parametrize(
        ("over", "reason"),
        [
            (withdrawn, Withdrawal.LATE_CANCELLATION),
            (completed, Withdrawal.ANSWERED),
            (stopped, Withdrawal.NO_THANKS),
        ],
    )
    def test_never_sends_for_a_follow_up_that_is_over(self, desk, over, reason):
        """
        Cancelled is not missed (rule 1): also when the withdrawal comes first or twice.
        """

        def events(mother_id):
            return (
                envelope_of(contact(mother_id)),
                envelope_of(opened(mother_id)),
                envelope_of(over(mother_id), version=2),
            )

        assert ends(desk, events) == {
            (
                False,
                frozenset({(Template.MISSED_YOU, MessageState.WITHDRAWN, reason, 0)}),
            )
        }

    @pytest.mark.parametrize(
        "no_thanks", [declined, lambda mother_id: agreed(mother_id, "no_thanks")]
    )
    def test_never_sends_after_no_thanks(self, desk, no_thanks):
        """
        No thanks holds at once (rule 3): before the contact, before or after the miss.
        """

        def events(mother_id):
            return (
                envelope_of(contact(mother_id)),
                envelope_of(opened(mother_id)),
                envelope_of(no_thanks(mother_id)),
            )

        told = (
            Template.MISSED_YOU,
            MessageState.WITHDRAWN,
            Withdrawal.NO_THANKS,
            0,
        )
        assert ends(desk, events) == {(True, frozenset({told}))}

    @pytest.mark.parametrize(
        ("yes_on", "holds"), [(MONDAY, True), (TUESDAY, True), (WEDNESDAY, False)]
    )
    def test_weighs_no_thanks_and_yes_the_same(self, desk, yes_on, holds):
        """
        Two services tell of her words; their days decide, not their arrival.
        """

        def events(mother_id):
            return (
                envelope_of(agreed(mother_id, "no_thanks", MONDAY)),
                envelope_of(declined(mother_id, TUESDAY)),
                envelope_of(agreed(mother_id, "said_yes", yes_on), version=2),
            )

        assert ends(desk, events) == {(holds, frozenset())}

    def test_sends_once_what_is_due(self, desk):
        """
        The control: without a withdrawal or a no thanks she gets one text.
        """

        def events(mother_id):
            return (envelope_of(contact(mother_id)), envelope_of(opened(mother_id)))

        told = (Template.MISSED_YOU, MessageState.SENT, None, 1)
        assert ends(desk, events) == {(False, frozenset({told}))}


class TestSession:
    """
    What mothers hear of a session that is not when and where it was.
    """

    def sent(self, desk: Desk, arrivals: Sequence[Envelope]) -> list[str]:
        phones = Phones()
        for one in arrivals:
            desk.take(one)
        desk.later(minutes=5)
        desk.send(phones)
        return [text.text for text in phones.texts]

    def test_is_told_as_it_stands_last_in_every_order(self, desk):
        """
        Moved twice and then cancelled: whoever has not heard yet hears the end alone.
        """
        for kept in (2, 3):
            for order in permutations(range(kept)):
                aylin = new_id()
                desk.take(envelope_of(contact(aylin, languages=("en",))))
                events = [
                    envelope_of(moved(aylin), version=2),
                    envelope_of(moved(aylin, elsewhere=True), version=3),
                    envelope_of(cancelled(aylin), version=4),
                ]
                ids = {"session_id": new_id()}
                about = [
                    replace(one, event=replace(one.event, **ids)) for one in events
                ]

                texts = self.sent(desk, [about[number] for number in order])

                [text] = texts
                assert ("We do not meet" in text) == (kept == 3)
                assert ("in another place" in text) == (kept == 2)

    def test_is_told_once_more_when_it_is_moved_back(self, desk):
        """
        What she heard last was wrong.
        """
        aylin = new_id()
        desk.take(envelope_of(contact(aylin, languages=("en",))))
        away = envelope_of(moved(aylin), version=2)
        back = envelope_of(moved(aylin, to=NEXT_TUESDAY_TEN), version=3)

        heard = self.sent(desk, [away]) + self.sent(desk, [back])

        assert ["Wednesday" in text for text in heard] == [True, False]
        assert "on Tuesday 24 November at 10.00" in heard[1]

    def test_that_takes_place_after_all_is_told_to_who_was_told(self, desk):
        """
        Nobody is named: who has heard of the cancelling is known here.
        """
        aylin, zofia = new_id(), new_id()
        desk.take(envelope_of(contact(aylin, languages=("en",))))
        desk.take(envelope_of(cancelled(aylin, zofia), version=2))

        heard = self.sent(desk, []) + self.sent(
            desk, [envelope_of(reinstated(), version=3)]
        )

        assert ["after all" in text for text in heard] == [False, True]
        assert {one.state for one in desk.messages(zofia)} == {MessageState.WITHDRAWN}

    def test_that_falls_on_a_holiday_is_told_a_week_before(self, desk):
        """
        Nobody remembers in October what she heard in January; held after all, the text
        that has not left is taken back.
        """
        aylin, zofia = new_id(), new_id()
        october = TUESDAY_TEN + timedelta(weeks=46)
        for mother_id, session_id in ((aylin, new_id()), (zofia, new_id())):
            event = replace(
                skipped(mother_id, starts_at=october), session_id=session_id
            )
            desk.take(envelope_of(event, version=2))
        event = replace(moved(zofia, to=october), session_id=event.session_id)
        desk.take(envelope_of(event, version=3))

        assert desk.message(aylin).not_before == october - timedelta(weeks=1)
        states = {one.template: one.state for one in desk.messages(zofia)}
        assert states == {
            Template.SESSION_CANCELLED: MessageState.WITHDRAWN,
            Template.SESSION_MOVED: MessageState.QUEUED,
        }

    def test_that_is_planned_for_the_first_time_is_told_to_nobody(self, desk):
        """
        A year that is planned is no news.
        """
        desk.take(envelope_of(moved()))

        assert desk.messages() == []


class TestEvents:
    """
    What is done about each.
    """

    def test_tells_of_visits_offers_and_cancelled_sessions(self, desk):
        """
        Each occasion has its own text, asked for at once.
        """
        aylin = new_id()
        desk.take(
            envelope_of(visit(aylin)),
            envelope_of(offer(aylin)),
            envelope_of(cancelled(aylin)),
        )

        found = {one.template: one.facts for one in desk.messages(aylin)}
        assert found == {
            Template.VISIT_SCHEDULED: {"starts_at": NEXT_WEDNESDAY_ONE.isoformat()},
            Template.PLACE_OFFERED: {"answer_by": "2026-12-01"},
            Template.SESSION_CANCELLED: {"starts_at": "2026-11-24T09:00:00+00:00"},
        }

    def test_takes_a_withdrawal_as_its_cause(self, desk):
        """
        What is announced of a message leads back to the event behind it.
        """
        aylin = new_id()
        late = envelope_of(withdrawn(aylin), version=2)
        desk.take(envelope_of(opened(aylin)))
        desk.take(late)

        (told,) = desk.announced()
        assert isinstance(told.event, MessageWithdrawn)
        assert told.causation_id == late.id
        assert told.correlation_id == late.correlation_id

    def test_holds_a_visit_back_from_a_shared_phone(self, desk):
        """
        Nobody else is to read that a health visitor comes.
        """
        aylin = new_id()
        desk.take(
            envelope_of(contact(aylin, shared_phone=True)), envelope_of(visit(aylin))
        )
        desk.send(Phones())

        assert desk.message(aylin).reason == Suppression.SHARED_PHONE
