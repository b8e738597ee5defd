"""
A session was cancelled and takes place after all: who was told otherwise hears of it.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from uuid import UUID

import pytest

from services.notifications.domain.message_state import MessageState, Withdrawal
from services.notifications.domain.template import Template
from shared.contracts.envelope import Envelope
from shared.contracts.roster.groups import MotherListed
from shared.db.engine import make_engine
from shared.kernel.ids import id_of_cause, new_id
from shared.kernel.organisations import PARTNERS, first_of
from tests.notifications.desk import Desk, Phones
from tests.notifications.told import (
    NEXT_WEDNESDAY_ONE,
    cancelled,
    contact,
    declined,
    moved,
    reinstated,
)
from tests.support.bus import envelope_of

CANCELLED, AGAIN = "We do not meet", "We do meet after all"


@pytest.fixture
def desk(sqlite_database: str) -> Iterator[Desk]:
    """
    Give a desk on SQLite, for what does not touch the database's own ways.
    """
    made = make_engine(sqlite_database)
    yield Desk(made)
    made.dispose()


@pytest.fixture
def aylin(desk: Desk) -> UUID:
    mother_id = new_id()
    desk.take(envelope_of(contact(mother_id, languages=("en",))))
    return mother_id


def hear(desk: Desk, *told: Envelope) -> list[str]:
    """
    Take these one by one, let five minutes go, and return the texts that leave.
    """
    for one in told:
        desk.take(one)
    return texts_of(desk)


def texts_of(desk: Desk) -> list[str]:
    phones = Phones()
    desk.later(minutes=5)
    desk.send(phones)
    return [one.text for one in phones.texts]


def about(texts: Sequence[str]) -> list[str]:
    return [" ".join(text.split()[1:]).partition(" on ")[0] for text in texts]


def listed(mother_id: UUID, group_id: UUID) -> MotherListed:
    firsts = {f"{kind}_id": first_of(kind) for kind in PARTNERS}
    return MotherListed(mother_id=mother_id, group_id=group_id, **firsts)


def cancelling(mother_id: UUID, version: int) -> Envelope:
    return envelope_of(cancelled(mother_id), version=version)


class TestSlip:
    def test_that_is_undone_at_once_has_told_nobody(self, desk: Desk, aylin: UUID):
        """
        The text about the cancelling waits a moment, and is taken back.
        """
        undone = envelope_of(reinstated(), version=3)

        assert hear(desk, cancelling(aylin, 2), undone) == []

        message = desk.message(aylin)
        assert message.state is MessageState.WITHDRAWN
        assert message.reason == Withdrawal.SESSION_REINSTATED

    def test_ends_the_same_in_every_order(self, desk: Desk):
        """
        Cancelled, held after all, cancelled again: whoever has not heard yet hears the
        end alone, also if what is older comes after what is newer.
        """
        for kept, heard in ((2, []), (3, [CANCELLED])):
            for order in permutations(range(kept)):
                aylin = new_id()
                desk.take(envelope_of(contact(aylin, languages=("en",))))
                ids = {"session_id": new_id()}
                told = [cancelled(aylin), reinstated(), cancelled(aylin)]
                events = [
                    envelope_of(type(one)(**{**vars(one), **ids}), version=2 + number)
                    for number, one in enumerate(told[:kept])
                ]

                texts = hear(desk, *(events[number] for number in order))

                assert about(texts) == heard, order


class TestWhoWasTold:
    def test_hears_each_turn_once(self, desk: Desk, aylin: UUID):
        """
        Cancelled, held after all and cancelled once more are three things to know.
        """
        heard = []
        for version, told in enumerate((cancelled(aylin), reinstated()) * 2):
            one = envelope_of(told, version=2 + version)
            heard += [*hear(desk, one), *hear(desk, one)]

        assert about(heard) == [CANCELLED, AGAIN, CANCELLED, AGAIN]

    def test_does_not_hear_again_what_she_knows(self, desk: Desk, aylin: UUID):
        """
        The turn between was over before anybody told her of it.
        """
        assert about(hear(desk, cancelling(aylin, 2))) == [CANCELLED]

        assert hear(desk, cancelling(aylin, 4)) == []

    def test_hears_once_what_waits_for_her_already(self, desk: Desk, aylin: UUID):
        """
        Undone twice, while the text about the first undoing has not left.
        """
        hear(desk, cancelling(aylin, 2))
        undone = [envelope_of(reinstated(), version=version) for version in (3, 5)]

        assert about(hear(desk, *undone)) == [AGAIN]

    def test_hears_when_and_whether_it_is_elsewhere(self, desk: Desk, aylin: UUID):
        """
        She may have forgotten a day that was none.
        """
        hear(desk, cancelling(aylin, 2))

        (text,) = hear(desk, envelope_of(reinstated(elsewhere=True), version=3))

        assert "on Tuesday 24 November at 10.00, in another place" in text

    def test_hears_nothing_if_she_has_said_no_thanks_since(
        self, desk: Desk, aylin: UUID
    ):
        """
        No thanks holds at once (rule 3).
        """
        hear(desk, cancelling(aylin, 2))
        desk.take(envelope_of(declined(aylin)))

        assert hear(desk, envelope_of(reinstated(), version=3)) == []

    def test_hears_it_only_where_she_comes_now(self, desk: Desk):
        """
        Who has moved to another group since would come to a session that is not hers.
        """
        here, moved_on = new_id(), new_id()
        for one in (here, moved_on):
            desk.take(envelope_of(contact(one, languages=("en",))))
        told = envelope_of(cancelled(here, moved_on), version=2)
        assert about(hear(desk, told)) == [CANCELLED, CANCELLED]
        desk.take(envelope_of(listed(here, id_of_cause("group")), version=2))
        desk.take(envelope_of(listed(moved_on, new_id()), version=2))

        assert about(hear(desk, envelope_of(reinstated(), version=3))) == [AGAIN]

        assert len(desk.messages(moved_on)) == 1


class TestWhoWasNotTold:
    @pytest.mark.usefixtures("aylin")
    def test_hears_nothing(self, desk: Desk):
        """
        The event names nobody: who was told is known here.
        """
        assert hear(desk, envelope_of(reinstated(), version=3)) == []

    def test_still_hears_of_a_move_that_was_taken_back(self, desk: Desk):
        """
        Her number came too late for the news that it had moved: that is true again.
        """
        aylin = new_id()
        move = envelope_of(moved(aylin), version=2)
        desk.take(move)
        desk.take(
            envelope_of(cancelled(aylin, starts_at=NEXT_WEDNESDAY_ONE), version=3)
        )
        after_all = envelope_of(reinstated(starts_at=NEXT_WEDNESDAY_ONE), version=4)
        desk.take(after_all)
        desk.take(envelope_of(contact(aylin, languages=("en",))))

        (text,) = texts_of(desk)

        assert "News: We meet on Wednesday" in text
        sent = [one for one in desk.messages(aylin) if one.sent_at]
        assert [one.template for one in sent] == [Template.SESSION_MOVED]
