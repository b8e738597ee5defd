"""
The rows of a town in the databases of roster and outreach.

Attendances are put in week by week and group by group, as registers are closed; mothers
come in no order.
"""

ROSTER = (
    """
INSERT INTO groups
  SELECT id, 'Prøvegruppe ' || number, number % 5, '10:00', '12:00', 'Prøvehuset'
  FROM town_groups
""",
    """
INSERT INTO mothers (id, group_id, display_name, search_name, phone, languages,
                     shared_phone, may_leave_message, said_yes_on, listed_on,
                     enrolment, version)
  SELECT mother.id, town_groups.id, 'Prøve Mor ' || mother.number,
         'prove mor ' || mother.number,
         '+45' || 20000000 + mother.number, '["da", "tr"]', false, true,
         date '{last_day}' - 400, date '{last_day}' - 400, 'active', 1
  FROM town_mothers AS mother JOIN town_groups ON town_groups.number = group_number
  ORDER BY mother.id
""",
    """
INSERT INTO children
  SELECT pg_temp.id_of('child', number), id, 'Barn', date '{last_day}' - 300
  FROM town_mothers ORDER BY id
""",
    """
INSERT INTO sessions
  SELECT town_sessions.id, town_groups.id, starts_at, ends_at, NULL,
         CASE WHEN week < 0 THEN 'planned' ELSE 'closed' END,
         CASE WHEN week < 0 THEN NULL ELSE closed_at END, {in_a_group} + 2
  FROM town_sessions JOIN town_groups ON town_groups.number = group_number
  ORDER BY week DESC, group_number
""",
)

ROSTER_WEEK = """
INSERT INTO attendances
  SELECT mother_id, session_id, outcome, 1, closed_at,
         CASE WHEN outcome LIKE 'cancelled%' THEN closed_at END,
         CASE WHEN outcome LIKE 'cancelled%' THEN 'text' END
  FROM (
    SELECT town_mothers.id AS mother_id, town_sessions.id AS session_id, closed_at,
           pg_temp.outcome_of(pg_temp.luck_of(town_mothers.number, {week})) AS outcome
    FROM town_mothers
    JOIN (SELECT * FROM town_sessions WHERE week = {week}) AS town_sessions
      USING (group_number)
  ) AS marked
"""

OUTREACH = (
    """
INSERT INTO contacts
  SELECT id, 'Prøve Mor ' || number, '+45' || 20000000 + number, '["da", "tr"]',
         false, true
  FROM town_mothers ORDER BY id
""",
    """
INSERT INTO mothers (id, agreement_kind, agreement_said_on, agreement_version)
  SELECT id, 'said_yes', date '{last_day}' - 400, 1 FROM town_mothers ORDER BY id
""",
    """
CREATE TEMPORARY TABLE town_misses AS
  SELECT mother.id AS mother_id, session.id AS session_id, week,
         pg_temp.id_of('follow-up', mother.number::bigint * 64 + week) AS id,
         pg_temp.id_of('episode', mother.number::bigint * 64 + week) AS episode_id,
         mother.number % 2 = 0 AS was_tried, starts_at, ends_at,
         closed_at + mother.number % 1000 * interval '1 millisecond' AS opened_at
  FROM town_mothers AS mother JOIN town_sessions AS session USING (group_number)
  WHERE week >= 0
    AND pg_temp.outcome_of(pg_temp.luck_of(mother.number, week)) = 'missed'
  ORDER BY week DESC, group_number
""",
    """
INSERT INTO sessions
  SELECT DISTINCT session_id, starts_at, ends_at, false FROM town_misses
""",
    """
INSERT INTO episodes
  SELECT episode_id, mother_id, opened_at,
         CASE WHEN week > 0 THEN opened_at + interval '2 days' END,
         CASE WHEN week = 0 THEN NULL WHEN was_tried THEN 'reached'
              ELSE 'came_back' END, 2
  FROM town_misses
""",
    """
INSERT INTO follow_ups
  SELECT id, episode_id, mother_id, session_id, starts_at,
         ends_at + interval '2 hours',
         CASE WHEN week > 0 THEN 'completed' WHEN was_tried THEN 'attempting'
              ELSE 'open' END,
         CASE WHEN week = 0 THEN NULL WHEN was_tried THEN 'coming_next'
              ELSE 'came_back' END,
         opened_at, CASE WHEN week > 0 THEN opened_at + interval '2 days' END, 1, 1,
         CASE WHEN was_tried THEN opened_at + interval '1 day' ELSE opened_at END, 2
  FROM town_misses
""",
    """
INSERT INTO attempts
  SELECT id, pg_temp.id_of('attempt' || id::text, week), 'call',
         CASE WHEN week > 0 THEN 'coming_next' ELSE 'no_answer' END,
         opened_at + interval '1 day', 'coordinator'
  FROM town_misses WHERE was_tried
""",
    """
UPDATE mothers SET list_rank = 4, list_since = waiting.since
  FROM (SELECT mother_id, min(waiting_since) AS since FROM follow_ups
        WHERE closed_at IS NULL GROUP BY mother_id) AS waiting
  WHERE mothers.id = waiting.mother_id
""",
)

# Outreach hears of those who came, were excused or missed, not of a cancellation.
OUTREACH_WEEK = """
INSERT INTO attendances
  SELECT mother_id, session_id, starts_at, outcome = 'attended', 1
  FROM (
    SELECT town_mothers.id AS mother_id, town_sessions.id AS session_id, starts_at,
           pg_temp.outcome_of(pg_temp.luck_of(town_mothers.number, {week})) AS outcome
    FROM town_mothers
    JOIN (SELECT * FROM town_sessions WHERE week = {week}) AS town_sessions
      USING (group_number)
  ) AS marked
  WHERE outcome NOT LIKE 'cancelled%'
"""
