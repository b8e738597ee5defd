"""
Whether the first page of the coordinator's list costs the same, however long it is.

And what the look costs that outreach takes each minute at all that is open, in case a
day or a step has moved: it is told, because it grows with what is open, as it has to.
"""

from contextlib import closing
from datetime import date
from time import process_time

from sqlalchemy import select

from services.outreach.storage.tables import follow_ups
from services.outreach.storage.unit_of_work import OutreachUnitOfWork
from services.outreach.usecases.schedule_follow_ups import schedule_follow_ups
from shared.bus.cause import Cause
from shared.db.engine import make_engine
from shared.kernel.clock import Clock
from shared.kernel.organisations import Organisation, first_of
from tests.bench.bare_chain import connect_to_database
from tests.bench.growth import beside
from tests.bench.growth_requests import Desk, asked_in_turns, line_of
from tests.bench.growth_town import Town
from tests.bench.household import Household, household
from tests.bench.line import Ground, Line, line_of_rounds

SMALL = 1_000  # open follow-ups, each of a mother of her own
LARGE = 100_000
_WHAT = "the coordinator's list, first page, {number:,} open follow-ups"

# Every twentieth is a newcomer, every fiftieth was promised a call. Twenty come to a
# group, which has met for some weeks and is planned for some.
_FILL = """
CREATE TEMPORARY TABLE meeting AS
  SELECT groups.number, groups.id AS group_id, gen_random_uuid() AS id, week,
         date_trunc('day', now()) + interval '10 hours' + week * interval '7 days' AS at
  FROM (SELECT number, gen_random_uuid() AS id
        FROM generate_series(0, {number} / 20) AS number) AS groups,
       generate_series(-3, 8) AS week;
CREATE TEMPORARY TABLE waiting AS
  SELECT member.number, gen_random_uuid() AS id, gen_random_uuid() AS episode_id,
         gen_random_uuid() AS follow_up_id, group_id, meeting.id AS session_id, at,
         now() - member.number % 20000 * interval '1 minute' AS since
  FROM generate_series(1, {number}) AS member (number)
  JOIN meeting ON meeting.number = member.number / 20 AND week = -3;
INSERT INTO contacts
  SELECT id, 'Prøve Mor ' || number, '+45' || 20000000 + number, '["da", "tr"]',
         false, true FROM waiting;
INSERT INTO whose_mothers (mother_id, daycare_id, health_visitors_id, housing_team_id,
                           daycare_intake_id, group_id)
  SELECT id, '{daycare}', '{health_visitors}', '{housing_team}', '{daycare_intake}',
         group_id
  FROM waiting;
INSERT INTO sessions (id, started_at, ended_at, is_cancelled, group_id)
  SELECT id, at, at + interval '2 hours', false, group_id FROM meeting;
INSERT INTO mothers (id, agreement_kind, agreement_said_on, agreement_version,
                     list_rank, list_since)
  SELECT id, 'said_yes', current_date - 100, 1,
         CASE WHEN number % 20 = 0 THEN 1 WHEN number % 50 = 1 THEN 2 ELSE 4 END, since
  FROM waiting;
INSERT INTO episodes (id, mother_id, opened_at, version)
  SELECT episode_id, id, since, 1 FROM waiting;
INSERT INTO follow_ups (id, episode_id, mother_id, session_id, session_started_at,
                        visible_from, state, opened_at, missed_in_a_row,
                        attendance_version, waiting_since, version, first_visit)
  SELECT follow_up_id, episode_id, id, session_id, at, at + interval '4 hours', 'open',
         since, 1, 1, since, 1, number % 20 = 0
  FROM waiting;
"""
_ORGANISATIONS = {kind.value: first_of(kind) for kind in Organisation}
_DUE = (follow_ups.c.ladder_step, follow_ups.c.due_on)
_NO_TOWN = Town(groups=1, last_day=date(2027, 3, 9))


def measure(ground: Ground) -> list[Line]:
    with (
        household(ground, services=("outreach",)) as small,
        beside(small, ground, services=("outreach",)) as large,
    ):
        _fill(small, SMALL)
        _fill(large, LARGE)
        return [
            _line(ground, large=large, small=small),
            _look(ground, large=large, small=small),
        ]


def _line(ground: Ground, *, large: Household, small: Household) -> Line:
    with (
        large.running("outreach") as far,
        small.running("outreach") as near,
        closing(Desk(far.address, _NO_TOWN, large.browser)) as of_large,
        closing(Desk(near.address, _NO_TOWN, small.browser)) as of_small,
    ):
        took = asked_in_turns(
            Desk.follow_up_page, large=of_large, small=of_small, rounds=ground.rounds
        )
    return line_of(
        _WHAT.format(number=LARGE), took, against=f"itself with {SMALL:,}", notes=[]
    )


def _look(ground: Ground, *, large: Household, small: Household) -> Line:
    with closing(_Looker(small)) as of_small, closing(_Looker(large)) as of_large:
        # Nothing is news: it is the look that costs, and not what is told.
        of_small.look()
        of_large.is_told_what_is_due_in(of_small)
        took = [(of_large.look(), of_small.look()) for _ in range(ground.rounds)]
    return line_of_rounds(
        what=f"a minute's look at when {LARGE:,} open follow-ups are due",
        against=f"at {SMALL:,}",
        unit="ms",
        ours=[one for one, _ in took],
        theirs=[one for _, one in took],
        notes=["alone in a process; the processor's time, by 200 mothers at a time"],
    )


class _Looker:
    """
    Does what outreach's timer does, and says how much of the processor it took.
    """

    def __init__(self, home: Household) -> None:
        self._engine = make_engine(home.databases["outreach"])
        self._now = Clock().now()

    def look(self) -> float:
        """
        Return milliseconds.
        """
        began = process_time()
        cause = Cause.by_system(now=self._now)
        uow = OutreachUnitOfWork(self._engine, cause=cause)
        schedule_follow_ups(now=self._now, uow=uow)
        return (process_time() - began) * 1_000

    def is_told_what_is_due_in(self, other: "_Looker") -> None:
        """
        Write down what was found there: all are of one session, so it is one day.
        """
        with other._engine.connect() as connection:
            due = connection.execute(select(*_DUE).limit(1)).one()
        with self._engine.begin() as connection:
            connection.execute(follow_ups.update().values(due._mapping))

    def close(self) -> None:
        self._engine.dispose()


def _fill(home: Household, number: int) -> None:
    with closing(connect_to_database(home.databases["outreach"])) as database:
        with database, database.cursor() as cursor:
            cursor.execute(_FILL.format(number=number, **_ORGANISATIONS))
        database.autocommit = True
        with database.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
