"""
A mother is erased at the very moment at which somebody writes about her.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from services.referrals.domain.errors import ChildNotKnown
from services.referrals.domain.referral_codes import ConcernCategory, Priority
from services.referrals.usecases.apply_for_place import apply_for_place
from services.referrals.usecases.begin_sealed_case import begin_sealed_case
from services.referrals.usecases.draft_referral import draft_referral
from services.referrals.usecases.erase_mother import erase_mother
from services.referrals.usecases.sealed_queries import sealed_cases_seen
from services.referrals.usecases.want_place import want_place
from shared.db.engine import make_engine
from shared.kernel.organisations import Role
from tests.referrals.desk import Desk
from tests.referrals.domain.examples import (
    BABY_MIRA,
    MAY,
    TUESDAY,
    TUESDAY_TEN,
    ZEHRA,
)
from tests.referrals.domain.sealed_examples import AUTHOR
from tests.support.meanwhile import Meanwhile

DRAFT: dict[str, Any] = {
    "mother_id": ZEHRA,
    "child_id": None,
    "concern": ConcernCategory.WEIGHT,
    "priority": Priority.SOON,
    "interpreter_language": None,
    "consent": None,
}
WISH: dict[str, Any] = {
    "child_id": BABY_MIRA,
    "need_month": MAY,
    "wishes": (),
    "languages": (),
    "consent": None,
}
WRITES = [(draft_referral, DRAFT), (want_place, WISH)]


@pytest.fixture
def desks(postgres_database: str) -> Iterator[tuple[Desk, Desk]]:
    engines = make_engine(postgres_database), make_engine(postgres_database)
    yield Desk(engines[0]), Desk(engines[1])
    for engine in engines:
        engine.dispose()


def erase(desk: Desk) -> None:
    erase_mother(mother_id=ZEHRA, now=TUESDAY_TEN, uow=desk.work())


def begin_sealed(desk: Desk) -> None:
    begin_sealed_case(mother_id=ZEHRA, reader=AUTHOR, now=TUESDAY_TEN, uow=desk.work())


def what_is_left(desk: Desk) -> dict[str, Any]:
    with desk.work().reading() as uow:
        return {part: rows for part, rows in uow.persons.told(ZEHRA).items() if rows}


class TestErasure:
    @pytest.mark.parametrize(("write", "told"), WRITES)
    def test_waits_for_who_writes_and_takes_that_too(
        self, desks: tuple[Desk, Desk], write: Callable[..., Any], told: dict[str, Any]
    ):
        """
        What is being written about her just now is deleted with the rest.
        """
        one, other = desks
        one.know_child()

        with one.work() as uow:
            write(**told, by=Role.COORDINATOR, now=TUESDAY_TEN, uow=uow)
            uow.flush()
            erasure = Meanwhile(erase, other)
            has_waited = erasure.waits()
            uow.commit()

        assert erasure.ended() is None
        assert has_waited
        assert what_is_left(one) == {}

    @pytest.mark.parametrize(("write", "told"), WRITES)
    def test_lets_nobody_write_after_it(
        self, desks: tuple[Desk, Desk], write: Callable[..., Any], told: dict[str, Any]
    ):
        """
        Who comes a moment later hears that no such child is known.
        """
        one, other = desks
        one.know_child()

        with one.work() as uow:
            erase_mother(mother_id=ZEHRA, now=TUESDAY_TEN, uow=uow)
            uow.flush()
            writing = Meanwhile(other.do, write, Role.COORDINATOR, **told)
            has_waited = writing.waits()
            uow.commit()

        assert isinstance(writing.ended(), ChildNotKnown)
        assert has_waited
        assert what_is_left(one) == {}


class TestSealedCase:
    def test_is_not_begun_about_who_is_being_erased(self, desks: tuple[Desk, Desk]):
        """
        Who comes a moment later hears that no such child is known.
        """
        one, other = desks
        one.know_child()

        with one.work() as uow:
            erase_mother(mother_id=ZEHRA, now=TUESDAY_TEN, uow=uow)
            uow.flush()
            beginning = Meanwhile(begin_sealed, other)
            has_waited = beginning.waits()
            uow.commit()

        assert isinstance(beginning.ended(), ChildNotKnown)
        assert has_waited

    def test_that_is_being_begun_loses_her_id(self, desks: tuple[Desk, Desk]):
        """
        The erasure waits for it, and takes her out of it too.
        """
        one, other = desks
        one.know_child()

        with one.work() as uow:
            begin_sealed_case(mother_id=ZEHRA, reader=AUTHOR, now=TUESDAY_TEN, uow=uow)
            uow.flush()
            erasure = Meanwhile(erase, other)
            has_waited = erasure.waits()
            uow.commit()

        assert erasure.ended() is None
        assert has_waited
        [case] = sealed_cases_seen(reader=AUTHOR, uow=one.work())
        assert case.mother_id is None


class TestApplyForPlace:
    def test_holds_the_child_before_the_hand_off(self, desks: tuple[Desk, Desk]):
        """
        As all others do, who would wait for each other otherwise.
        """
        one, other = desks
        wanted = one.want()

        with one.work() as uow:
            uow.children.get(BABY_MIRA)
            applying = Meanwhile(
                other.do,
                apply_for_place,
                Role.COORDINATOR,
                hand_off_id=wanted.id,
                on=TUESDAY,
            )
            has_waited = applying.waits()
            uow.hand_offs.get(wanted.id)
            uow.commit()

        assert applying.ended() is None
        assert has_waited
