"""
Whether the first page of the coordinator's list costs the same, however long it is.
"""

from contextlib import closing
from datetime import date

from tests.bench.bare_chain import connect_to_database
from tests.bench.growth import beside
from tests.bench.growth_requests import Desk, asked_in_turns, line_of
from tests.bench.growth_town import Town
from tests.bench.household import Household, household
from tests.bench.line import Ground, Line

SMALL = 1_000  # open follow-ups, each of a mother of her own
LARGE = 100_000
_WHAT = "the coordinator's list, first page, {number:,} open follow-ups"

# Every twentieth is a newcomer, every fiftieth was promised a call.
_FILL = """
CREATE TEMPORARY TABLE waiting AS
  SELECT number, gen_random_uuid() AS id, gen_random_uuid() AS episode_id,
         gen_random_uuid() AS follow_up_id,
         now() - number % 20000 * interval '1 minute' AS since
  FROM generate_series(1, {number}) AS number;
INSERT INTO contacts
  SELECT id, 'Prøve Mor ' || number, '+45' || 20000000 + number, '["da", "tr"]',
         false, true FROM waiting;
INSERT INTO sessions (id, started_at, ended_at, is_cancelled)
  VALUES ('{session}', now() - interval '20 days', now() - interval '20 days', false);
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
  SELECT follow_up_id, episode_id, id, '{session}', now() - interval '20 days',
         now() - interval '20 days', 'open', since, 1, 1, since, 1, number % 20 = 0
  FROM waiting;
"""
_NO_TOWN = Town(groups=1, last_day=date(2027, 3, 9))
_SESSION = "018f0000-0000-7000-8000-000000000001"


def measure(ground: Ground) -> list[Line]:
    with (
        household(ground, services=("outreach",)) as small,
        beside(small, ground, services=("outreach",)) as large,
    ):
        _fill(small, SMALL)
        _fill(large, LARGE)
        return [_line(ground, large=large, small=small)]


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


def _fill(home: Household, number: int) -> None:
    with closing(connect_to_database(home.databases["outreach"])) as database:
        with database, database.cursor() as cursor:
            cursor.execute(_FILL.format(number=number, session=_SESSION))
        database.autocommit = True
        with database.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
