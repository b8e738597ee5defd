"""
How many come to a group and leave it, as the history keeps it.
"""

from datetime import UTC, date, datetime, timedelta

from services.roster.domain.enrolment import LeaveReason
from services.roster.domain.half_year import HalfYear
from services.roster.usecases.change_mothers_group import change_mothers_group
from services.roster.usecases.decline_mother import decline_mother
from services.roster.usecases.let_mother_leave import let_mother_leave
from services.roster.usecases.turnover import group_turnovers
from services.roster.usecases.undo_step import undo_step
from shared.kernel.organisations import Role
from tests.roster.book import WEDNESDAY
from tests.roster.usecases.test_reinstate_session import cancel, reinstate
from tests.roster.way import Way

IN_MAY = datetime(2026, 5, 5, 10, tzinfo=UTC)
AUTUMN_BEFORE = IN_MAY - timedelta(days=200)
IN_NOVEMBER = datetime(2026, 11, 17, 11, tzinfo=UTC)
IN_FEBRUARY = datetime(2027, 2, 2, 11, tzinfo=UTC)
SPRING = HalfYear(year=2026, half=1)


def came(book, name, *, at=IN_MAY):
    return book.mother(name, today=at.date(), now=at)


def leave(book, mother_id, reason=LeaveReason.WORK, *, at=IN_MAY):
    return let_mother_leave(
        mother_id=mother_id,
        reason=reason,
        by=Role.COORDINATOR,
        now=at,
        uow=book.uow(now=at),
    )


def undo(book, mother_id, *, at):
    return undo_step(
        mother_id=mother_id, by=Role.COORDINATOR, now=at, uow=book.uow(now=at)
    )


def turnover(book, *, of=None, now=IN_NOVEMBER):
    found = group_turnovers(now=now, uow=book.uow(now=now))
    return next(one for one in found if one.group.id == (of or book.group_id))


def came_in_autumn(book):
    found = turnover(book, now=IN_FEBRUARY).by_half_year
    return found[HalfYear(year=2026, half=2)].came


def in_spring(book, group_id):
    told = turnover(book, of=group_id).by_half_year[SPRING]
    return told.came, told.left, dict(told.reasons)


def go(book, mother_id, *, to, at):
    change_mothers_group(
        mother_id=mother_id,
        group_id=to,
        by=Role.COORDINATOR,
        now=at,
        uow=book.uow(now=at),
    )


class TestTurnover:
    def test_counts_who_came_and_what_they_left_for(self, book):
        """
        A no thanks of one in the group is leaving too; of one who came in the autumn
        the spring knows only that she left.
        """
        came(book, "Nevra")
        leave(book, came(book, "Aylin", at=AUTUMN_BEFORE), LeaveReason.SCHOOL)
        declined = came(book, "Ayse")
        decline_mother(
            mother_id=declined,
            said_on=date(2026, 5, 6),
            by=Role.COORDINATOR,
            now=IN_MAY,
            uow=book.uow(now=IN_MAY),
        )

        found = turnover(book)
        spring = found.by_half_year[SPRING]

        assert found.active == 1
        assert (spring.came, spring.left) == (2, 2)
        assert spring.reasons == {"school": 1, "declined": 1}
        assert found.by_half_year[SPRING.before()].came == 1

    def test_leaves_out_what_was_undone(self, sqlite_book):
        """
        A slip is as if it had not been.
        """
        mother_id = came(sqlite_book, "Nevra")
        leave(sqlite_book, mother_id)
        undo(sqlite_book, mother_id, at=IN_MAY + timedelta(minutes=5))

        assert turnover(sqlite_book).by_half_year[SPRING].left == 0

    def test_leaves_out_what_was_undone_after_the_turn(self, sqlite_book):
        """
        What was said a minute before midnight was no less a slip.
        """
        mother_id = came(sqlite_book, "Nevra")
        leave(sqlite_book, mother_id, at=SPRING.ends_at - timedelta(minutes=1))
        undo(sqlite_book, mother_id, at=SPRING.ends_at + timedelta(minutes=4))

        assert turnover(sqlite_book).by_half_year[SPRING].left == 0

    def test_knows_again_who_came_as_a_session_takes_place_after_all(self, sqlite_book):
        """
        It was cancelled beside its closed register: she was there for the first time.
        """
        way = Way(sqlite_book)
        session_id = sqlite_book.session()
        way.to_first_visit(session_id)
        sqlite_book.mark(session_id, way.mother_id)
        sqlite_book.close(session_id)
        found = [came_in_autumn(sqlite_book)]
        cancel(sqlite_book, session_id, at=WEDNESDAY)
        found.append(came_in_autumn(sqlite_book))
        reinstate(sqlite_book, session_id, at=WEDNESDAY + timedelta(minutes=1))
        found.append(came_in_autumn(sqlite_book))

        assert found == [1, 0, 1]

    def test_counts_her_in_the_group_of_the_time(self, book):
        """
        Who goes to another group has left the one and come to the other; what she did
        before and since is told of where she was. A move that was undone was none.
        """
        old, new = book.group_id, book.new_group()
        nevra, efua = came(book, "Nevra"), came(book, "Efua")
        go(book, nevra, to=new, at=IN_MAY + timedelta(days=7))
        leave(book, nevra, at=IN_MAY + timedelta(days=14))
        go(book, efua, to=new, at=IN_MAY + timedelta(days=7))
        undo(book, efua, at=IN_MAY + timedelta(days=7, minutes=5))

        assert in_spring(book, old) == (2, 1, {"changed_group": 1})
        assert in_spring(book, new) == (1, 1, {"work": 1})

    def test_stays_with_a_group_whose_mother_has_gone_since(self, sqlite_book):
        """
        She came in the spring, and what she does in the autumn changes nothing of it.
        """
        nevra = came(sqlite_book, "Nevra")
        new = sqlite_book.new_group()
        go(sqlite_book, nevra, to=new, at=IN_NOVEMBER)

        assert in_spring(sqlite_book, sqlite_book.group_id) == (1, 0, {})
        assert in_spring(sqlite_book, new) == (0, 0, {})

    def test_leaves_out_the_half_year_that_goes_on(self, sqlite_book):
        """
        Its figures of two days could tell of one mother.
        """
        came(sqlite_book, "Nevra", at=IN_NOVEMBER)

        found = turnover(sqlite_book)

        assert list(found.by_half_year) == [SPRING, HalfYear(year=2025, half=2)]
        assert {one.came for one in found.by_half_year.values()} == {0}

    def test_begins_at_midnight_in_copenhagen(self):
        """
        In July the wall is two hours ahead of UTC, in January one.
        """
        assert HalfYear.at(datetime(2026, 6, 30, 22, tzinfo=UTC)).half == 2
        assert SPRING.starts_at == datetime(2025, 12, 31, 23, tzinfo=UTC)
        assert SPRING.ends_at == datetime(2026, 6, 30, 22, tzinfo=UTC)
