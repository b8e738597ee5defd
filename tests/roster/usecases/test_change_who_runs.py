"""
Other organisations run a group from now on, and what is its own is theirs to see.
"""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.roster.domain.errors import (
    GroupGivenAway,
    GroupNotFound,
    GroupRunByThem,
)
from services.roster.usecases import queries
from services.roster.usecases.change_who_runs import change_who_runs
from services.roster.usecases.fill_seat import fill_seat
from services.roster.usecases.keep_roster_file import keep_roster_file
from shared.contracts.roster.groups import ContactReassigned, GroupBegun, MotherListed
from shared.kernel.organisations import Organisation, Role, Within, first_of
from shared.kernel.refusal import Invalid, StaleVersion
from tests.roster.book import TUESDAY_NOON, Book

DAYCARE, TEAM = Organisation.DAYCARE, Organisation.HOUSING_TEAM
OTHER_DAYCARE, OTHER_TEAM = uuid4(), uuid4()
KNOWN = {kind: [first_of(kind)] for kind in Organisation} | {
    DAYCARE: [first_of(DAYCARE), OTHER_DAYCARE],
    TEAM: [first_of(TEAM), OTHER_TEAM],
}
DANA, KIRA = uuid4(), uuid4()


class Handing:
    """
    A group with one mother, and a pædagog and a coordinator who run it.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.group_id, self.nevra = book.group_id, book.mother()
        for role, who in ((Role.PAEDAGOG, DANA), (Role.COORDINATOR, KIRA)):
            fill_seat(
                group_id=self.group_id,
                by=role,
                user_id=who,
                deputy_id=None,
                colleagues={who},
                uow=book.uow(),
            )

    def of(self, kind, organisation_id):
        uow = self.book.uow()
        uow.within = Within(kind=kind, organisation_id=organisation_id)
        return uow

    def to(self, chosen, *, sure=False, seen_version=None):
        """
        Let a coordinator of the first housing team say who runs it.
        """
        return change_who_runs(
            group_id=self.group_id,
            chosen=chosen,
            known=KNOWN,
            own=(TEAM, first_of(TEAM)),
            sure=sure,
            seen_version=seen_version,
            now=TUESDAY_NOON + timedelta(minutes=1),
            uow=self.of(TEAM, first_of(TEAM)),
        )

    def sees(self, kind, organisation_id) -> list[UUID]:
        uow = self.of(kind, organisation_id)
        found = queries.mothers(group_id=None, limit=9, uow=uow)
        return [one.mother.id for one in found]


@pytest.fixture
def handing(book: Book) -> Handing:
    return Handing(book)


@pytest.fixture
def quick(sqlite_book: Book) -> Handing:
    return Handing(sqlite_book)


class TestWhoRuns:
    def test_is_told_of_the_group_and_of_each_of_its_mothers(self, handing: Handing):
        """
        As newer than all that was told before, so that nobody goes on with the old.
        """
        before = handing.book.announced(MotherListed)[-1]
        handing.to({DAYCARE: OTHER_DAYCARE})

        group = handing.book.events(GroupBegun)[-1]
        mother = handing.book.announced(MotherListed)[-1]
        assert group.daycare_id == mother.event.daycare_id == OTHER_DAYCARE
        assert group.housing_team_id == first_of(TEAM)
        assert mother.event.mother_id == handing.nevra
        assert mother.version > before.version

    def test_sees_its_mothers_from_now_on(self, handing: Handing):
        """
        Rule 13: for the daycare that had it, all of it is not there any more.
        """
        handing.to({DAYCARE: OTHER_DAYCARE})

        assert handing.sees(DAYCARE, OTHER_DAYCARE) == [handing.nevra]
        assert handing.sees(DAYCARE, first_of(DAYCARE)) == []
        with pytest.raises(GroupNotFound):
            queries.group(
                group_id=handing.group_id, uow=handing.of(DAYCARE, first_of(DAYCARE))
            )

    def test_names_its_own_people(self, quick: Handing):
        """
        Whom the daycare named that runs it no more is not in the room; the others are.
        """
        group = quick.to({DAYCARE: OTHER_DAYCARE})

        assert set(group.seats) == {Role.COORDINATOR}
        assert len(quick.book.events(ContactReassigned)) == 1

    def test_is_given_away_by_who_means_it_alone(self, handing: Handing):
        """
        She would not see it any more, so she is warned once; then it goes whole.
        """
        with pytest.raises(GroupGivenAway):
            handing.to({TEAM: OTHER_TEAM})
        assert handing.sees(TEAM, first_of(TEAM)) == [handing.nevra]

        handing.to({TEAM: OTHER_TEAM}, sure=True)

        assert handing.sees(TEAM, first_of(TEAM)) == []
        assert handing.sees(TEAM, OTHER_TEAM) == [handing.nevra]
        told = handing.book.events(MotherListed)[-1]
        assert told.housing_team_id == OTHER_TEAM
        contact = handing.book.events(ContactReassigned)[-1]
        assert (contact.from_user_id, contact.to_user_id) == (KIRA, None)

    @pytest.mark.parametrize(
        ("told", "refusal"),
        [
            ({"chosen": {DAYCARE: uuid4()}}, Invalid),
            ({"chosen": {DAYCARE: first_of(DAYCARE), TEAM: None}}, GroupRunByThem),
            ({"chosen": {DAYCARE: OTHER_DAYCARE}, "seen_version": 1}, StaleVersion),
        ],
    )
    def test_is_not_changed_by_the_way(self, quick: Handing, told, refusal):
        """
        Nobody who is not known, nobody who has it already, and by no page of yesterday.
        """
        with pytest.raises(refusal):
            quick.to(**told)

    def test_cannot_be_told_by_who_does_not_run_it(self, quick: Handing):
        """
        For another team there is no such group.
        """
        quick.to({TEAM: OTHER_TEAM}, sure=True)

        with pytest.raises(GroupNotFound):
            quick.to({TEAM: first_of(TEAM)})

    def test_does_not_take_in_what_those_before_had_sent(self, handing: Handing):
        """
        A list that waits is deleted: whoever has sent it has no business there any
        more, and the lists of other groups go on.
        """
        book = handing.book
        elsewhere = book.new_group()
        uow = handing.of(DAYCARE, first_of(DAYCARE))
        for group_id in (handing.group_id, elsewhere):
            keep_roster_file(
                group_id=group_id, content=b"navn", now=TUESDAY_NOON, uow=uow
            )
        handing.to({DAYCARE: OTHER_DAYCARE})

        file = queries.roster_file_to_work_on(uow=book.uow())
        assert file is not None
        assert file.group_id == elsewhere
