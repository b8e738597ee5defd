"""
One mother's way into the group, as the use cases take her along it.
"""

from datetime import timedelta

from services.roster.domain.enrolment import SuggestedBy
from services.roster.domain.roster_row import RosterRow
from services.roster.usecases import queries
from services.roster.usecases.add_mother import add_mother
from services.roster.usecases.invite_mother import invite_mother
from services.roster.usecases.plan_first_visit import plan_first_visit
from services.roster.usecases.record_yes import record_yes
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY_NOON, Book

MONDAY = TUESDAY_NOON - timedelta(days=1)


class Way:
    """
    One mother's way in a book.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.now = MONDAY
        row = RosterRow(line=1, display_name="Nevra", children=())
        mother, _ = add_mother(
            group_id=book.group_id,
            told=row,
            today=MONDAY.date(),
            heard_by=Role.HEALTH_VISITOR,
            suggested_by=SuggestedBy.HEALTH_VISITOR,
            uow=book.uow(now=MONDAY),
        )
        self.mother_id = mother.id

    def take(self, step, *, by=Role.COORDINATOR, **told):
        return step(
            mother_id=self.mother_id,
            **told,
            by=by,
            now=self.now,
            uow=self.book.uow(now=self.now),
        )

    def to_first_visit(self, session_id):
        self.take(invite_mother, by=Role.HEALTH_VISITOR)
        self.take(record_yes, said_on=MONDAY.date(), by=Role.PAEDAGOG)
        self.take(plan_first_visit, session_id=session_id)

    def state(self):
        seen = queries.mother(mother_id=self.mother_id, uow=self.book.uow())
        return seen.mother.enrolment

    def steps(self):
        uow = self.book.uow()
        with uow.reading():
            return uow.enrolment_changes.of_mother(self.mother_id)[::-1]
