"""
Two housing teams with a list each: what one writes is not there for the other.
"""

from collections.abc import Callable
from datetime import time, timedelta
from uuid import UUID, uuid4

import pytest

from services.roster.domain.attendance import Outcome
from services.roster.domain.enrolment import Enrolment
from services.roster.domain.erasure import Cause as WhyErased
from services.roster.domain.errors import (
    GroupNotFound,
    MotherNotFound,
    NumberSaidNoThanks,
)
from services.roster.domain.group import RUNS_A_GROUP
from services.roster.domain.roster_row import RosterRow
from services.roster.entrypoints.roster_file_work import work_on_files
from services.roster.usecases import queries
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.choose_organisations import choose_organisations
from services.roster.usecases.create_group import create_group
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.keep_roster_file import keep_roster_file
from services.roster.usecases.mark_attendance import mark_attendance
from services.roster.usecases.tell_lists import tell_lists
from shared.contracts.roster.groups import GroupBegun, MotherListed
from shared.contracts.roster.mothers import MotherDeclined
from shared.kernel.organisations import Organisation, Role, Within, first_of
from shared.kernel.refusal import Invalid
from tests.roster.book import COORDINATOR, TUESDAY, TUESDAY_NOON, TUESDAY_TEN, Book

HOUSING_TEAM = Organisation.HOUSING_TEAM
NUMBER = "+4567000001"


class Team:
    """
    A housing team, with a group that it runs beside the first of the other kinds.
    """

    def __init__(self, book: Book, team_id: UUID) -> None:
        self.book = book
        self.team_id = team_id
        self.group_id = create_group(
            name="Tirsdagsgruppen",
            weekday=1,
            starts_at=time(10),
            ends_at=time(12),
            place="Børnehuset",
            run_by={HOUSING_TEAM: team_id},
            uow=self.uow(),
        )

    def uow(self):
        uow = self.book.uow()
        uow.within = Within(kind=HOUSING_TEAM, organisation_id=self.team_id)
        return uow

    def lists(self, name: str, *, phone: str | None = None, **told) -> UUID:
        row = RosterRow(line=1, display_name=name, children=(), phone=phone)
        told = {"group_id": self.group_id} | told
        mother, _ = add_mother(
            told=row,
            today=TUESDAY,
            heard_by=Role.COORDINATOR,
            uow=self.uow(),
            **told,
        )
        return mother.id

    def sees(self) -> list[str]:
        found = queries.mothers(group_id=None, limit=9, uow=self.uow())
        return [one.mother.display_name for one in found]


@pytest.fixture
def ours(book: Book) -> Team:
    return Team(book, first_of(HOUSING_TEAM))


@pytest.fixture
def theirs(book: Book) -> Team:
    return Team(book, uuid4())


class TestTwoTeams:
    def test_have_a_list_each(self, ours: Team, theirs: Team):
        """
        The same name on both lists is two women, as far as either knows; and nobody is
        put onto a list that is not hers to keep.
        """
        ours.lists("Nevra", phone=NUMBER)
        theirs.lists("Aylin", phone=NUMBER)

        assert (ours.sees(), theirs.sees()) == (["Nevra"], ["Aylin"])
        with pytest.raises(GroupNotFound):
            theirs.lists("Aylin", group_id=ours.group_id)

    def test_hear_a_no_thanks_that_was_said_to_the_other(
        self, book: Book, ours: Team, theirs: Team
    ):
        """
        Rule 3: it holds at once for every sender, also for the list of another team on
        which she stands by her own number; who shares a phone is somebody else.
        """
        nevra = ours.lists("Nevra", phone=NUMBER)
        theirs.lists("Nevra", phone=NUMBER)
        theirs.lists("Aylin", phone="+4567000002")
        book.forget_events()

        decline_mother(
            mother_id=nevra,
            said_on=TUESDAY,
            by=Role.COORDINATOR,
            now=TUESDAY_NOON,
            uow=ours.uow(),
        )

        told = {one.mother_id for one in book.events(MotherDeclined)}
        assert len(told) == 2
        found = queries.mothers(group_id=None, limit=9, uow=theirs.uow())
        stands = {one.mother.display_name: one.mother.enrolment for one in found}
        assert stands == {"Aylin": Enrolment.ACTIVE, "Nevra": Enrolment.DECLINED}

    def test_do_not_enter_who_said_no_thanks_to_the_other(
        self, ours: Team, theirs: Team
    ):
        """
        The number is refused as that of somebody who was erased: no more is told.
        """
        nevra = ours.lists("Nevra", phone=NUMBER)
        decline_mother(
            mother_id=nevra,
            said_on=TUESDAY,
            by=Role.COORDINATOR,
            now=TUESDAY_NOON,
            uow=ours.uow(),
        )

        with pytest.raises(NumberSaidNoThanks):
            theirs.lists("Nevra", phone=NUMBER)
        assert theirs.sees() == []

    def test_erase_whatever_there_is_of_ones_own_mother(
        self, book: Book, ours: Team, theirs: Team
    ):
        """
        She came to a session of the other team's: that goes too. Another's mother is
        not there to be erased.
        """
        nevra = ours.lists("Nevra")
        elsewhere = book.session(group_id=theirs.group_id)
        mark_attendance(
            session_id=elsewhere,
            mother_id=nevra,
            outcome=Outcome.ATTENDED,
            now=TUESDAY_TEN,
            uow=book.uow(),
        )
        told = {"mother_id": nevra, "cause": WhyErased.SHE_ASKED, "by": COORDINATOR}

        with pytest.raises(MotherNotFound):
            erase_mother(**told, now=TUESDAY_NOON, uow=theirs.uow())
        erase_mother(**told, now=TUESDAY_NOON, uow=ours.uow())

        assert ours.sees() == []
        assert [one.id for one in queries.erasures(uow=ours.uow())] == [nevra]
        assert queries.erasures(uow=theirs.uow()) == []

    def test_take_in_a_list_without_hearing_of_the_other(
        self, book: Book, ours: Team, theirs: Team
    ):
        """
        What the clock reads for one team it compares with that team's list alone.
        """
        ours.lists("Nevra", phone=NUMBER)
        content = f"navn;telefon\nNevra;{NUMBER}\n".encode()
        file_id = keep_roster_file(
            group_id=theirs.group_id,
            content=content,
            now=TUESDAY_NOON,
            uow=theirs.uow(),
        )

        work_on_files(now=TUESDAY_NOON + timedelta(seconds=1), uow=book.uow())

        found = queries.roster_file(file_id=file_id, uow=theirs.uow()).findings
        assert (found.new, found.known, found.told_faults) == (1, 0, ())

    def test_are_told_of_to_the_others_again(
        self, book: Book, ours: Team, theirs: Team
    ):
        """
        Before a second organisation is let in: whose everybody is, once more.
        """
        one, other = ours.lists("Nevra"), theirs.lists("Aylin")
        book.forget_events()

        number = tell_lists(uow=book.uow())

        told = {one.mother_id: one for one in book.events(MotherListed)}
        assert number == 2
        assert {mother: said.housing_team_id for mother, said in told.items()} == {
            one: ours.team_id,
            other: theirs.team_id,
        }
        groups = {one.group_id for one in book.events(GroupBegun)}
        assert groups == {ours.group_id, theirs.group_id}


class TestWhoRunsANewGroup:
    OWN = (HOUSING_TEAM, UUID(int=1))
    ONE = UUID(int=2)

    @staticmethod
    def known(*daycares: UUID) -> dict[Organisation, tuple[UUID, ...]]:
        one_each = dict.fromkeys(RUNS_A_GROUP, (TestWhoRunsANewGroup.ONE,))
        return one_each | {Organisation.DAYCARE: daycares}

    def test_is_who_begins_it_and_the_only_ones_of_the_others(self):
        """
        Nobody is asked where there is nothing to choose.
        """
        found = choose_organisations({}, own=self.OWN, known=self.known(self.ONE))

        assert found == dict.fromkeys(RUNS_A_GROUP, self.ONE) | {
            HOUSING_TEAM: UUID(int=1)
        }

    @pytest.mark.parametrize(
        "chosen", [lambda: None, uuid4], ids=["nothing", "one that is none"]
    )
    def test_is_chosen_where_there_are_several(self, chosen: Callable[[], UUID | None]):
        """
        One of the list, and nothing else.
        """
        told = {Organisation.DAYCARE: chosen()}

        with pytest.raises(Invalid) as refused:
            choose_organisations(
                told, own=self.OWN, known=self.known(self.ONE, UUID(int=3))
            )

        assert set(refused.value.facts["errors"]) == {"daycare_id"}

    def test_is_never_another_of_ones_own_kind(self):
        """
        A group that she has no part in is not hers to begin.
        """
        told = {HOUSING_TEAM: UUID(int=9)}

        with pytest.raises(Invalid):
            choose_organisations(told, own=self.OWN, known=self.known(self.ONE))
