"""
A town of any size, the same every time: who is in which group, and what became of her.

The numbers of mothers and groups decide all; ids are made from numbers.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

IN_A_GROUP = 20  # mothers
WEEKS = 30  # sessions of every group that are closed, so marks of every mother

# For one transaction. The marks of a mother at a session follow from her number and the
# week; the week 0 is the last that is closed.
TOWN = """
CREATE FUNCTION pg_temp.id_of(kind text, number bigint) RETURNS uuid
  LANGUAGE sql IMMUTABLE AS $$ SELECT md5(kind || number::text)::uuid $$;

CREATE FUNCTION pg_temp.outcome_of(luck integer) RETURNS text
  LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
      WHEN luck < 770 THEN 'attended'
      WHEN luck < 870 THEN 'cancelled'
      WHEN luck < 900 THEN 'cancelled_late'
      WHEN luck < 940 THEN 'excused'
      ELSE 'missed' END $$;

CREATE FUNCTION pg_temp.luck_of(mother integer, week integer) RETURNS integer
  LANGUAGE sql IMMUTABLE AS $$ SELECT hashint4(mother * 64 + week) & 1023 $$;

CREATE TEMPORARY TABLE town_groups AS
  SELECT number, pg_temp.id_of('group', number) AS id
  FROM generate_series(0, {groups} - 1) AS number;

CREATE TEMPORARY TABLE town_mothers AS
  SELECT number, number / {in_a_group} AS group_number,
         pg_temp.id_of('mother', number) AS id
  FROM generate_series(0, {groups} * {in_a_group} - 1) AS number
  ORDER BY number;

CREATE TEMPORARY TABLE town_sessions AS
  SELECT week, group_number, id, starts_at, starts_at + interval '2 hours' AS ends_at,
         starts_at + interval '2 hours' + group_number % 3600 * interval '1 second'
           AS closed_at
  FROM (
    SELECT week, number AS group_number,
           pg_temp.id_of('session', number::bigint * 64 + week + 1) AS id,
           date '{last_day}' - 7 * (week + 1) - number % 5
             + interval '8 hours' + number % 4 * interval '1 hour' AS starts_at
    FROM town_groups, generate_series(-1, {weeks} - 1) AS week
  ) AS held
  ORDER BY week DESC, group_number;

ANALYZE town_groups; ANALYZE town_mothers; ANALYZE town_sessions;
"""


@dataclass(frozen=True, kw_only=True)
class Town:
    """
    How many groups there are, and the day before which the last registers were closed.
    """

    groups: int
    last_day: date

    @property
    def mothers(self) -> int:
        return self.groups * IN_A_GROUP

    @property
    def attendances(self) -> int:
        return self.mothers * WEEKS

    def as_sql(self) -> str:
        return TOWN.format(
            groups=self.groups,
            in_a_group=IN_A_GROUP,
            weeks=WEEKS,
            last_day=self.last_day.isoformat(),
        )

    def session_id(self, *, group: int, week: int) -> UUID:
        """
        Return the id of the session of a group; week -1 is the one with open register.
        """
        number = group * 64 + week + 1
        return UUID(hashlib.md5(f"session{number}".encode()).hexdigest())  # noqa: S324
