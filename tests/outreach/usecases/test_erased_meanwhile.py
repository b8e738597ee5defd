"""
A mother is erased at the very moment at which somebody writes about her.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.errors import MotherNotFound
from services.outreach.usecases.erase_mother import erase_mother
from services.outreach.usecases.log_attempt import log_attempt
from services.outreach.usecases.record_agreement import record_agreement
from shared.contracts.privacy import ErasureOrdered
from shared.db.engine import make_engine
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import TUESDAY_NOON, Desk, Guest, meeting
from tests.support.bus import envelope_of
from tests.support.meanwhile import Meanwhile

DUE_AT = TUESDAY_NOON + timedelta(days=1)


@pytest.fixture
def desks(postgres_database: str) -> Iterator[tuple[Desk, Desk]]:
    engines = make_engine(postgres_database), make_engine(postgres_database)
    yield Desk(engines[0]), Desk(engines[1])
    for engine in engines:
        engine.dispose()


def ordered(mother: Guest) -> ErasureOrdered:
    return ErasureOrdered(person_id=mother.id, due_at=DUE_AT)


def try_her(desk: Desk, mother: Guest, *, uow) -> None:
    log_attempt(
        follow_up_id=desk.mother(mother).open_follow_ups[0].id,
        channel=Channel.CALL,
        outcome=AttemptOutcome.NO_ANSWER,
        expected_version=None,
        by=Role.COORDINATOR,
        now=TUESDAY_NOON,
        uow=uow,
    )


def hear_her(_desk: Desk, mother: Guest, *, uow) -> None:
    record_agreement(
        mother_id=mother.id,
        kind=AgreementKind.KEEP_GOING,
        said_on=None,
        heard_by=Role.COORDINATOR,
        now=TUESDAY_NOON,
        uow=uow,
    )


def missed(desk: Desk, mother: Guest) -> None:
    desk.hear(mother.missed(meeting()))


def only_on_the_list(desk: Desk, mother: Guest) -> None:
    desk.hear(mother.contact())


def what_is_left(desk: Desk, mother: Guest) -> dict:
    with desk.uow().reading() as uow:
        return {
            part: rows for part, rows in uow.persons.told(mother.id).items() if rows
        }


class TestErasure:
    @pytest.mark.parametrize(
        ("known", "write"),
        [(missed, try_her), (missed, hear_her), (only_on_the_list, hear_her)],
    )
    def test_waits_for_who_writes_and_takes_that_too(
        self, desks: tuple[Desk, Desk], mother: Guest, known, write
    ):
        """
        What is being written about her just now is deleted with the rest.
        """
        one, other = desks
        known(one, mother)

        with one.uow() as uow:
            write(one, mother, uow=uow)
            uow.flush()
            erasure = Meanwhile(other.hear, ordered(mother))
            has_waited = erasure.waits()
            uow.commit()

        assert (erasure.ended(), other.failing()) == (None, [])
        assert has_waited
        assert what_is_left(one, mother) == {}

    @pytest.mark.parametrize("write", [try_her, hear_her])
    def test_lets_nobody_write_after_it(
        self, desks: tuple[Desk, Desk], mother: Guest, write
    ):
        """
        Who comes a moment later hears that nobody is known by this id.
        """
        one, other = desks
        missed(one, mother)

        with one.uow() as uow:
            erase_mother(mother_id=mother.id, now=TUESDAY_NOON, uow=uow)
            uow.flush()
            writing = Meanwhile(write, other, mother, uow=other.uow())
            has_waited = writing.waits()
            uow.commit()

        assert isinstance(writing.ended(), MotherNotFound)
        assert has_waited
        assert what_is_left(one, mother) == {}

    def test_in_two_batches_at_once_takes_turns(
        self, desks: tuple[Desk, Desk], mother: Guest
    ):
        """
        Each has others in it too, of whom it looks whether they are erased: they must
        not wait for each other for ever.
        """
        one, other = desks
        guests = [Guest(id=new_id()) for _ in range(3)]
        batch = [envelope_of(ordered(mother)), envelope_of(guests[0].missed(meeting()))]
        another = [
            envelope_of(ordered(guests[1])),
            envelope_of(guests[2].missed(meeting())),
        ]

        with one.uow() as uow:
            uow.persons.living(batch)
            erasure = Meanwhile(other.take, another)
            has_waited = erasure.waits()
            uow.persons.erase(mother.id, now=TUESDAY_NOON)
            uow.commit()

        assert (erasure.ended(), other.failing()) == (None, [])
        assert has_waited
