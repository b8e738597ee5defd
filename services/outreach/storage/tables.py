"""
The tables of outreach.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Uuid,
    and_,
    false,
)

from shared.bus.tables import with_bus_tables
from shared.bus.whose import with_whose_table
from shared.db.types import UTCDateTime
from shared.kernel.organisations import Organisation, first_of
from shared.looks.tables import with_looks_tables

metadata = MetaData()

_FIRST_DAYCARE = first_of(Organisation.DAYCARE).hex
_FIRST_TEAM = first_of(Organisation.HOUSING_TEAM).hex


def _terms(prefix: str = "") -> list[Column[Any]]:
    """
    Return the columns of what belongs to one word of hers.
    """
    return [
        Column(f"{prefix}quote", String(200)),
        Column(f"{prefix}channels", JSON(none_as_null=True)),
        Column(f"{prefix}every_weeks", Integer, nullable=False, server_default="1"),
        Column(f"{prefix}review_on", Date),
        Column(f"{prefix}until", Date),
        Column(f"{prefix}scope", String(20)),
    ]


contacts = Table(
    "contacts",
    metadata,
    Column("mother_id", Uuid, primary_key=True),
    Column("display_name", String(200), nullable=False),
    Column("phone", String(200)),
    Column("languages", JSON, nullable=False),
    Column("shared_phone", Boolean, nullable=False),
    Column("may_leave_message", Boolean, nullable=False),
    Column("reading_languages", JSON, nullable=False, server_default="[]"),
    Column("does_not_read", Boolean, nullable=False, server_default=false()),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("started_at", UTCDateTime, nullable=False),
    Column("ended_at", UTCDateTime),
    Column("is_cancelled", Boolean, nullable=False),
    # Known of those whose planning was heard of.
    Column("group_id", Uuid),
    Column("is_skipped", Boolean, nullable=False, server_default=false()),
)
Index("sessions_of_group", sessions.c.group_id, sessions.c.started_at)

# Whoever changes anything about a mother holds the lock of this row.
mothers = Table(
    "mothers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("agreement_kind", String(20), nullable=False),
    Column("agreement_said_on", Date),
    Column("agreement_heard_by_role", String(30)),
    # When it was written down, if that was here.
    Column("agreement_written_at", UTCDateTime),
    # When she last took a no thanks back.
    Column("agreement_came_back_at", UTCDateTime),
    Column("agreement_version", Integer, nullable=False),
    *_terms("agreement_"),
    # The end of the last pause from contact that she asked for.
    Column("agreement_quiet_until", UTCDateTime),
    Column("agreement_asked_on", Date),
    # Made from the above: the day on which she is to be asked again.
    Column("ask_again_on", Date),
    # Her own ladder, since when it counts, and since when nobody asks.
    Column("own_ladder", JSON(none_as_null=True)),
    Column("own_ladder_version", Integer, nullable=False, server_default="1"),
    Column("own_ladder_changed_at", UTCDateTime),
    Column("own_ladder_changed_by_role", String(30)),
    Column("ladder_from", UTCDateTime),
    Column("door_open_since", UTCDateTime),
    # Whether she is in the group, and since when.
    Column("place", String(20), nullable=False, server_default="in_group"),
    Column("place_since", UTCDateTime),
    # What had been agreed before her newest answer, so that a slip can be taken back.
    Column("last_word", JSON(none_as_null=True)),
    # Until when somebody has put her off, and whether that day has come.
    Column("snoozed_until", Date),
    Column("snooze_is_due", Boolean, nullable=False, server_default=false()),
    Column("snoozed_at", UTCDateTime),
    Column("snoozed_by_role", String(30)),
    # Why she is on the list, and since when she waits; empty when she is not on it.
    Column("list_rank", SmallInteger),
    Column("list_since", UTCDateTime),
    # The review date for which she was put on the list, once it had come.
    Column("review_listed_for", Date),
    # What was told of it as a task; the last one stays.
    Column("review_opened_at", UTCDateTime),
    Column("review_on", Date),
    Column("review_due_on", Date),
    Column("review_ended_at", UTCDateTime),
    Column("review_outcome", String(20)),
    Column("review_version", Integer, nullable=False, server_default="0"),
)
# The first page of the list is the beginning of this, however long the list is.
Index(
    "mothers_to_follow_up",
    mothers.c.list_rank,
    mothers.c.list_since,
    mothers.c.id,
    postgresql_where=mothers.c.list_rank.is_not(None),
    sqlite_where=mothers.c.list_rank.is_not(None),
)
Index(
    "mothers_put_off",
    mothers.c.snoozed_until,
    postgresql_where=mothers.c.snoozed_until.is_not(None),
    sqlite_where=mothers.c.snoozed_until.is_not(None),
)

Index(
    "mothers_to_ask_again",
    mothers.c.ask_again_on,
    postgresql_where=mothers.c.ask_again_on.is_not(None),
    sqlite_where=mothers.c.ask_again_on.is_not(None),
)

Index(
    "mothers_with_review",
    mothers.c.review_opened_at,
    mothers.c.id,
    postgresql_where=mothers.c.review_opened_at.is_not(None),
    sqlite_where=mothers.c.review_opened_at.is_not(None),
)

# All that she has said; the newest stands in her row too.
agreement_words = Table(
    "agreement_words",
    metadata,
    Column("mother_id", Uuid, ForeignKey("mothers.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("said_on", Date, nullable=False),
    Column("heard_by_role", String(30), nullable=False),
    *_terms(),
    Column("written_at", UTCDateTime),
    Column("taken_back_at", UTCDateTime),
    Column("taken_back_by_role", String(30)),
)

# Each day to which she was put off, and by whom; the one that counts is in her row.
put_offs = Table(
    "put_offs",
    metadata,
    Column("mother_id", Uuid, ForeignKey("mothers.id"), primary_key=True),
    Column("at", UTCDateTime, primary_key=True),
    Column("until", Date, primary_key=True),
    Column("by_role", String(30), nullable=False),
)

# What was said to be taken care of and was not, and who has taken that back.
cares_taken_back = Table(
    "cares_taken_back",
    metadata,
    Column("mother_id", Uuid, ForeignKey("mothers.id"), primary_key=True),
    Column("care", String(20), primary_key=True),
    Column("taken_back_at", UTCDateTime, primary_key=True),
    Column("taken_back_by_role", String(30), nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("by_role", String(30)),
)

# Who has contacted her to ask her again, and what came of it.
asked_again = Table(
    "asked_again",
    metadata,
    Column("mother_id", Uuid, ForeignKey("mothers.id"), primary_key=True),
    Column("at", UTCDateTime, primary_key=True),
    Column("by_role", String(30), primary_key=True),
    Column("outcome", String(20), nullable=False, server_default="no_answer"),
    # How long that takes usually; empty where the same call is an attempt.
    Column("minutes", Integer),
    Column("taken_back_at", UTCDateTime),
    Column("taken_back_by_role", String(30)),
)
Index("asked_again_by_time", asked_again.c.at)

# Each end of a follow-up that did not last; the one that stands is in its row.
former_ends = Table(
    "former_ends",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid, ForeignKey("mothers.id"), nullable=False),
    Column("session_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("reason", String(30), nullable=False),
    Column("closed_at", UTCDateTime, nullable=False),
    Column("closed_by_role", String(30), nullable=False),
    Column("opened_again", String(20), nullable=False),
    Column("opened_at", UTCDateTime, nullable=False),
    Column("opened_by_role", String(30), nullable=False),
)
Index("former_ends_of_mother", former_ends.c.mother_id)

# A group's ladder, where it is not the usual one.
ladders = Table(
    "ladders",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("rungs", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UTCDateTime),
    Column("changed_by_role", String(30)),
)

episodes = Table(
    "episodes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid, ForeignKey("mothers.id"), nullable=False),
    Column("opened_at", UTCDateTime, nullable=False),
    Column("closed_at", UTCDateTime),
    Column("outcome", String(30)),
    Column("version", Integer, nullable=False),
)
Index(
    "episodes_one_open_per_mother",
    episodes.c.mother_id,
    unique=True,
    postgresql_where=episodes.c.closed_at.is_(None),
    sqlite_where=episodes.c.closed_at.is_(None),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("episode_id", Uuid, ForeignKey("episodes.id")),
    Column("mother_id", Uuid, ForeignKey("mothers.id"), nullable=False),
    Column("session_id", Uuid, ForeignKey("sessions.id"), nullable=False),
    Column("session_started_at", UTCDateTime, nullable=False),
    Column("visible_from", UTCDateTime, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", String(30)),
    Column("opened_at", UTCDateTime, nullable=False),
    Column("closed_at", UTCDateTime),
    # Who has ended it, if that was neither an attempt nor the register.
    Column("closed_by_role", String(30)),
    Column("missed_in_a_row", Integer, nullable=False),
    Column("attendance_version", Integer, nullable=False),
    # When its neutral text leaves, and when the one before the next session did.
    Column("text_from", UTCDateTime),
    Column("asked_to_come_at", UTCDateTime),
    Column("asked_in_vain", Boolean, nullable=False, server_default=false()),
    # The last attempt, or when it was opened: who has waited longest stands first.
    Column("waiting_since", UTCDateTime, nullable=False),
    Column("version", Integer, nullable=False),
    Column("first_visit", Boolean, nullable=False, server_default=false()),
    # Whether its session is cancelled, and what else would have withdrawn it, if that
    # or her answer had not ended it.
    Column("is_void", Boolean, nullable=False, server_default=false()),
    Column("overtaken_by", String(30)),
    # When her concern was passed on, if something else that she asked for waits.
    Column("passed_on_at", UTCDateTime),
    # When somebody is to do something, and which step: as it was told last.
    Column("due_on", Date),
    Column("ladder_step", String(20)),
    # What was done to it last, by whom and when, and the version which that has made.
    Column("last_act", String(20)),
    Column("last_act_at", UTCDateTime),
    Column("last_act_by_role", String(30)),
    Column("last_act_version", Integer),
)
_STILL_TO_ASK = and_(
    follow_ups.c.closed_at.is_(None), follow_ups.c.asked_to_come_at.is_(None)
)
Index("follow_ups_of_mother", follow_ups.c.mother_id)
Index("follow_ups_of_session", follow_ups.c.session_id)
Index("follow_ups_closed", follow_ups.c.closed_at)
Index(
    "follow_ups_open",
    follow_ups.c.waiting_since,
    postgresql_where=follow_ups.c.closed_at.is_(None),
    sqlite_where=follow_ups.c.closed_at.is_(None),
)

Index(
    "follow_ups_to_ask_to_come",
    follow_ups.c.session_started_at,
    postgresql_where=_STILL_TO_ASK,
    sqlite_where=_STILL_TO_ASK,
)

team_talks = Table(
    "team_talks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", Uuid, ForeignKey("mothers.id"), nullable=False),
    Column("episode_id", Uuid, ForeignKey("episodes.id"), nullable=False),
    Column("raised_at", UTCDateTime, nullable=False),
    Column("sessions_missed", Integer, nullable=False),
    Column("decision", String(30)),
    Column("ended_at", UTCDateTime),
    Column("ended_by", String(20)),
    # When the health visitor has asked her, if that was decided.
    Column("asked_at", UTCDateTime),
    Column("version", Integer, nullable=False),
)
Index(
    "team_talks_one_open_per_mother",
    team_talks.c.mother_id,
    unique=True,
    postgresql_where=team_talks.c.ended_at.is_(None),
    sqlite_where=team_talks.c.ended_at.is_(None),
)
Index("team_talks_of_mother", team_talks.c.mother_id)

# Each vote is kept, also one that was changed later.
team_talk_votes = Table(
    "team_talk_votes",
    metadata,
    Column("talk_id", Uuid, ForeignKey("team_talks.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String(30), nullable=False),
    Column("decision", String(30), nullable=False),
    Column("at", UTCDateTime, nullable=False),
)

# The newest word on each session that she was expected at. A session where she was has
# no row here, so this points to none.
attendances = Table(
    "attendances",
    metadata,
    Column("mother_id", Uuid, ForeignKey("mothers.id"), primary_key=True),
    Column("session_id", Uuid, primary_key=True),
    Column("session_started_at", UTCDateTime, nullable=False),
    Column("was_there", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
)

# What roster has told of the school holidays: pairs of first and last days.
school_years = Table(
    "school_years",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("daycare_id", Uuid, nullable=False, server_default=_FIRST_DAYCARE),
    Column("year", Integer, nullable=False),
    Column("holidays", JSON, nullable=False),
)

# One call may be about several missed sessions; then it stands below each follow-up.
attempts = Table(
    "attempts",
    metadata,
    Column("follow_up_id", Uuid, ForeignKey("follow_ups.id"), primary_key=True),
    Column("id", Uuid, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("outcome", String(30), nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("by_role", String(30), nullable=False),
    Column("minutes", SmallInteger),
    # Whether she called or wrote herself: that is no contact of ours.
    Column("she_began", Boolean, nullable=False, server_default=false()),
    Column("taken_back_at", UTCDateTime),
    Column("taken_back_by_role", String(30)),
    # When it was written down, if that was later.
    Column("written_at", UTCDateTime),
)
Index(
    "attempts_with_minutes",
    attempts.c.at,
    postgresql_where=attempts.c.minutes.is_not(None),
    sqlite_where=attempts.c.minutes.is_not(None),
)

# Which organisations run a group.
whose_groups = Table(
    "whose_groups",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("daycare_id", Uuid, nullable=False, index=True),
    Column("health_visitors_id", Uuid, nullable=False, index=True),
    Column("housing_team_id", Uuid, nullable=False, index=True),
    Column("daycare_intake_id", Uuid, nullable=False, index=True),
)

# Other systems that are told of each task; the secret is kept, because it signs.
webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Whose it is: it is told of her mothers alone.
    Column("organisation_id", Uuid, nullable=False, server_default=_FIRST_TEAM),
    Column("url", String(500), nullable=False),
    Column("secret", String(80), nullable=False),
    Column("created_at", UTCDateTime, nullable=False),
    Column("turned_off_at", UTCDateTime),
    Column("seen_to", Uuid, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failing_since", UTCDateTime),
    Column("failure", String(30)),
    Column("next_try_at", UTCDateTime),
    Column("last_told_at", UTCDateTime),
)

webhook_deliveries = Table(
    "webhook_deliveries",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("endpoint_id", Uuid, ForeignKey("webhooks.id"), nullable=False),
    Column("event_id", Uuid, nullable=False),
    Column("mother_id", Uuid, nullable=False),
    Column("follow_up_id", Uuid, nullable=False),
    Column("status", String(10), nullable=False),
    Column("task_version", Integer, nullable=False),
    Column("due_on", Date),
    Column("ladder_step", String(20)),
    Column("begins_at", UTCDateTime),
    Column("owner_id", Uuid),
    Column("happened_at", UTCDateTime, nullable=False),
    Column("state", String(10), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try_at", UTCDateTime, nullable=False),
    Column("ended_at", UTCDateTime),
)
Index(
    "webhook_deliveries_of_endpoint",
    webhook_deliveries.c.endpoint_id,
    webhook_deliveries.c.event_id,
    webhook_deliveries.c.follow_up_id,
    unique=True,
)
Index(
    "webhook_deliveries_of_mother",
    webhook_deliveries.c.endpoint_id,
    webhook_deliveries.c.mother_id,
    webhook_deliveries.c.event_id,
)
Index(
    "webhook_deliveries_waiting",
    webhook_deliveries.c.endpoint_id,
    webhook_deliveries.c.mother_id,
    webhook_deliveries.c.event_id,
    postgresql_where=webhook_deliveries.c.state == "waiting",
    sqlite_where=webhook_deliveries.c.state == "waiting",
)

# By the secret an open list of tasks is read in a calendar, with nobody's name in it.
task_feeds = Table(
    "task_feeds",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("made_at", UTCDateTime, nullable=False),
)

# From whom a group's mothers hear, and who stands in for her, by their users' ids: the
# first absence, and those after it.
group_contacts = Table(
    "group_contacts",
    metadata,
    Column("group_id", Uuid, primary_key=True),
    Column("user_id", Uuid),
    Column("deputy_id", Uuid),
    Column("deputy_from", Date),
    Column("deputy_until", Date),
    Column("later_stand_ins", JSON(none_as_null=True)),
    # Whose its mothers' tasks were told to be last.
    Column("told_owner_id", Uuid),
)

# Coordinators who are away, by their users' ids.
hand_overs = Table(
    "hand_overs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("deputy_id", Uuid, nullable=False),
    Column("until", Date, nullable=False),
    Column("made_at", UTCDateTime, nullable=False),
)

with_bus_tables(metadata)
with_whose_table(metadata)
with_looks_tables(metadata)
