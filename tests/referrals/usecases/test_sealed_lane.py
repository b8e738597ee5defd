"""
The sealed lane on both databases: who finds a case, who looked, what stays of it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, text

from services.referrals.domain.errors import ChildNotKnown
from services.referrals.domain.sealed_case import SealedCase
from services.referrals.domain.sealed_errors import SealedCaseNotFound
from services.referrals.domain.sealed_sight import Reader
from services.referrals.storage.sealed_tables import (
    sealed_cases,
    sealed_looks,
    sealed_metadata,
)
from services.referrals.storage.tables import metadata
from services.referrals.usecases.begin_sealed_case import begin_sealed_case
from services.referrals.usecases.close_sealed_case import close_sealed_case
from services.referrals.usecases.discuss_sealed_case import discuss_sealed_case
from services.referrals.usecases.erase_mother import erase_mother
from services.referrals.usecases.forget_sealed_cases import forget_sealed_cases
from services.referrals.usecases.merge_mothers import merge_mothers
from services.referrals.usecases.note_outcome_told import note_outcome_told
from services.referrals.usecases.note_receipt import note_receipt
from services.referrals.usecases.sealed_queries import (
    note_sealed_looks,
    sealed_case_seen,
    sealed_cases_seen,
)
from services.referrals.usecases.send_sealed_case import send_sealed_case
from shared.bus.changes import changes_of
from shared.kernel.ids import new_id
from shared.kernel.refusal import StaleVersion
from shared.looks.book import ONE_LOOK
from tests.referrals.desk import Desk
from tests.referrals.domain.examples import TUESDAY, TUESDAY_TEN, ZEHRA
from tests.referrals.domain.sealed_examples import (
    AUTHOR,
    COLLEAGUE,
    HEALTH_VISITOR,
    LEADER,
    OTHER_LEADER,
    SENT,
    THEIR_LEADER,
)

STEPS: list[Callable[..., Any]] = [
    discuss_sealed_case,
    partial(send_sealed_case, **SENT),
    partial(note_receipt, receipted_on=TUESDAY),
    note_outcome_told,
    close_sealed_case,
]
STRANGERS = [COLLEAGUE, OTHER_LEADER, HEALTH_VISITOR, THEIR_LEADER]


def begin(desk: Desk, reader: Reader = AUTHOR) -> SealedCase:
    desk.know_child()
    return begin_sealed_case(
        mother_id=ZEHRA, reader=reader, now=TUESDAY_TEN, uow=desk.work()
    )


def take(
    desk: Desk, step: Callable[..., Any], case: SealedCase, reader: Reader = AUTHOR
) -> None:
    step(case_id=case.id, reader=reader, now=TUESDAY_TEN, uow=desk.work())


def look(
    desk: Desk, case: SealedCase, reader: Reader, now: datetime = TUESDAY_TEN
) -> None:
    note_sealed_looks([case.id], reader=reader, now=now, uow=desk.work())


def seen(desk: Desk, case: SealedCase, reader: Reader = LEADER) -> Any:
    return sealed_case_seen(case.id, reader=reader, uow=desk.work())


def a_whole_case(desk: Desk) -> SealedCase:
    case = begin(desk)
    for step in STEPS[:4]:
        take(desk, step, case)
    return case


def rows_in(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


class TestSealedCase:
    def test_is_found_by_its_author_and_her_own_leader(self, desk: Desk):
        """
        A colleague in the same role, the other leaders and the health visitors find
        none, and an empty list.
        """
        case = begin(desk)

        for reader in (AUTHOR, LEADER):
            assert seen(desk, case, reader).case == case
            assert sealed_cases_seen(reader=reader, uow=desk.work()) == [case]
        for reader in STRANGERS:
            assert sealed_cases_seen(reader=reader, uow=desk.work()) == []
            with pytest.raises(SealedCaseNotFound):
                seen(desk, case, reader)

    @pytest.mark.parametrize("step", STEPS)
    def test_answers_a_stranger_as_if_there_were_none(
        self, desk: Desk, step: Callable[..., Any]
    ):
        """
        Whatever she tries, and in whatever state it is: the same as for an id that was
        made up.
        """
        case = begin(desk)
        told = []

        for reader in STRANGERS:
            for case_id in (case.id, new_id()):
                with pytest.raises(SealedCaseNotFound) as refused:
                    step(
                        case_id=case_id,
                        version=99,
                        reader=reader,
                        now=TUESDAY_TEN,
                        uow=desk.work(),
                    )
                told.append((refused.value.code, set(refused.value.facts)))

        assert told == [("sealed-case-not-found", {"id"})] * len(told)
        assert seen(desk, case).case == case

    def test_is_not_written_over(self, desk: Desk):
        """
        Author and leader at once: the second hears how it stands.
        """
        case = begin(desk)
        take(desk, discuss_sealed_case, case)

        with pytest.raises(StaleVersion):
            take(desk, partial(send_sealed_case, **SENT, version=1), case, LEADER)

    def test_leaves_nothing_outside_its_own_tables(self, desk: Desk):
        """
        Begun, sent, answered and looked at: no other table has a row more, nothing is
        announced, and no open list renews itself.
        """
        desk.know_child()
        told = changes_of(desk.engine).count
        before = rows_in(desk.engine)

        case = a_whole_case(desk)
        told_by_child = 1
        look(desk, case, LEADER)
        after = rows_in(desk.engine)

        changed = {name for name, rows in after.items() if rows != before[name]}
        assert changed == set(sealed_metadata.tables)
        assert desk.announced() == []
        assert changes_of(desk.engine).count == told + told_by_child

    def test_is_about_a_mother_who_is_known_here(self, desk: Desk):
        """
        An id that was made up, or of who was erased, is refused.
        """
        with pytest.raises(ChildNotKnown):
            begin_sealed_case(
                mother_id=new_id(), reader=AUTHOR, now=TUESDAY_TEN, uow=desk.work()
            )


class TestMother:
    def test_who_is_merged_is_known_by_the_kept_id(self, desk: Desk):
        """
        Otherwise it would be about an id that is nobody's.
        """
        case, kept = begin(desk), new_id()

        merge_mothers(kept_id=kept, merged_id=ZEHRA, now=TUESDAY_TEN, uow=desk.work())

        after = seen(desk, case)
        assert (after.case.mother_id, after.case.version) == (kept, case.version)

    def test_who_is_erased_leaves_a_duty_that_names_nobody(self, desk: Desk):
        """
        The receipt is still due; whose family it is about is gone, and a step that is
        taken afterwards does not bring it back.
        """
        case = begin(desk)
        take(desk, STEPS[1], case)

        erase_mother(mother_id=ZEHRA, now=TUESDAY_TEN, uow=desk.work())
        after = seen(desk, case)
        take(desk, STEPS[2], case)

        assert (after.case.mother_id, list(after.children)) == (None, [])
        assert after.case.receipt_due_on
        assert seen(desk, case).case.mother_id is None

    def test_is_not_shown_it_with_all_that_is_kept_of_her(self, desk: Desk):
        """
        What a mother can have printed is read by whoever prints it.
        """
        begin(desk)
        uow = desk.work()

        with uow.reading():
            assert "sealed_cases" not in uow.persons.told(ZEHRA)


class TestLooks:
    def test_are_told_to_the_leader_alone(self, desk: Desk):
        """
        The author sees no log; her leader sees both.
        """
        case = begin(desk)
        look(desk, case, AUTHOR)
        look(desk, case, LEADER)

        told = seen(desk, case).looks
        assert seen(desk, case, AUTHOR).looks is None
        assert told.is_whole
        assert [one.user_id for one in told.looks] == [LEADER.user_id, AUTHOR.user_id]

    def test_of_the_same_moments_are_one(self, desk: Desk):
        """
        Within five minutes it is the same look, as in the log of all others.
        """
        case = begin(desk)
        for minutes in (0, 1, 4):
            look(desk, case, AUTHOR, TUESDAY_TEN + timedelta(minutes=minutes))
        look(desk, case, AUTHOR, TUESDAY_TEN + ONE_LOOK)

        assert len(seen(desk, case).looks.looks) == 2

    def test_of_several_cases_stand_in_a_chain_of_each(self, desk: Desk):
        """
        No number tells that there are others.
        """
        cases = [begin(desk), begin(desk, HEALTH_VISITOR), begin(desk)]
        ids = [case.id for case in cases]

        note_sealed_looks(ids, reader=LEADER, now=TUESDAY_TEN, uow=desk.work())

        with desk.engine.connect() as connection:
            numbers = list(connection.scalars(select(sealed_looks.c.number)))
        assert numbers == [1, 1, 1]

    @pytest.mark.parametrize(
        "by_hand",
        [
            "UPDATE sealed_looks SET role = 'leader' WHERE number = 1",
            "DELETE FROM sealed_looks WHERE number = 1",
            "DELETE FROM sealed_looks WHERE number = 2",
        ],
    )
    def test_that_were_changed_by_hand_are_not_whole(self, desk: Desk, by_hand: str):
        """
        A changed one, the first, the last: the leader is told.
        """
        case = begin(desk)
        look(desk, case, AUTHOR)
        look(desk, case, LEADER)

        with desk.engine.begin() as connection:
            connection.execute(text(by_hand))

        assert not seen(desk, case).looks.is_whole


class TestForgetting:
    def test_takes_what_has_ended_and_who_looked_at_it(self, desk: Desk):
        """
        After its time, all of it; before, and while a receipt is waited for, nothing.
        """
        ended, waits = a_whole_case(desk), begin(desk)
        take(desk, STEPS[1], waits)
        look(desk, ended, LEADER)
        look(desk, waits, LEADER)

        forget_sealed_cases(before=TUESDAY_TEN, uow=desk.work())
        both = sealed_cases_seen(reader=AUTHOR, uow=desk.work())
        forget_sealed_cases(before=TUESDAY_TEN + ONE_LOOK, uow=desk.work())

        assert {case.id for case in both} == {ended.id, waits.id}
        with desk.engine.connect() as connection:
            assert list(connection.scalars(select(sealed_cases.c.id))) == [waits.id]
            left = connection.scalars(select(sealed_looks.c.case_id))
            assert list(left) == [waits.id]
