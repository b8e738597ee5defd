"""
The roster's tables.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
    UniqueConstraint,
    Uuid,
    and_,
    false,
)

from services.roster.domain.group import RUNS_A_GROUP
from services.roster.domain.name import LONGEST_NAME
from services.roster.domain.search_keys import LONGEST_KEY
from shared.bus.tables import with_bus_tables
from shared.db.types import UTCDateTime
from shared.kernel.organisations import Organisation, first_of
from shared.looks.tables import with_looks_tables

LONGEST_SEARCH_NAME = LONGEST_NAME * 4  # A letter may become several.
_CODE = 24
_FIRST_DAYCARE = first_of(Organisation.DAYCARE).hex
KEY_TEXT = String(LONGEST_KEY).with_variant(
    String(LONGEST_KEY, collation="C"), "postgresql"
)

metadata = MetaData()

groups = Table(
    "groups",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(LONGEST_NAME), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("starts_at", Time, nullable=False),
    Column("ends_at", Time, nullable=False),
    Column("place", String(LONGEST_NAME), nullable=False),
    Column("room_owner", String(_CODE), nullable=False),
    Column("capacity", Integer, nullable=False),
    # By role: the one who runs the group, and her deputy, as users of the door.
    Column("seats", JSON, nullable=False),
    Column("version", Integer, nullable=False),
    *(
        Column(
            f"{kind}_id",
            Uuid,
            nullable=False,
            index=True,
            server_default=first_of(kind).hex,
        )
        for kind in RUNS_A_GROUP
    ),
)

mothers = Table(
    "mothers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("group_id", ForeignKey(groups.c.id), nullable=False),
    Column("display_name", String(LONGEST_NAME), nullable=False),
    # The name as it is searched and sorted: without capitals and accents.
    Column("search_name", String(LONGEST_SEARCH_NAME), nullable=False),
    Column("phone", String(16)),
    Column("languages", JSON, nullable=False),
    Column("shared_phone", Boolean, nullable=False),
    Column("may_leave_message", Boolean, nullable=False),
    Column("said_yes_on", Date),
    Column("listed_on", Date),
    Column("suggested_by", String(_CODE)),
    # Where she stands, and what hangs on it; the rest of her way is in the history.
    Column("enrolment", String(_CODE), nullable=False),
    Column("standing_since", Date),
    Column("standing_reason", String(_CODE)),
    Column("standing_until", Date),
    Column("first_visit_id", Uuid),
    Column("offers_help", Boolean, nullable=False, server_default=false()),
    Column("may_ask_at_new_birth", Boolean, nullable=False, server_default=false()),
    Column("reviewed_on", Date),
    Column("review_cause", String(_CODE)),
    Column("review_raised_on", Date),
    Column("review_proposal", String(_CODE)),
    Column("review_proposed_by", String(_CODE)),
    Column("declined_on", Date),
    Column("version", Integer, nullable=False),
)
Index("mothers_by_enrolment", mothers.c.enrolment, mothers.c.standing_since)
Index("mothers_of_group", mothers.c.group_id, mothers.c.enrolment)
Index("mothers_by_name", mothers.c.search_name, mothers.c.id)
Index("mothers_by_phone", mothers.c.phone)

# Every step on a mother's way. Rows are only ever added.
enrolment_changes = Table(
    "enrolment_changes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", ForeignKey(mothers.c.id), nullable=False),
    Column("version", Integer, nullable=False),
    Column("step", String(_CODE), nullable=False),
    Column("from_state", String(_CODE)),
    Column("to_state", String(_CODE), nullable=False),
    # The whole of both places, so that a step can be taken back.
    Column("before", JSON),
    Column("after", JSON, nullable=False),
    Column("by_role", String(_CODE), nullable=False),
    Column("by_organisation", String(_CODE), nullable=False),
    Column("reason", String(_CODE)),
    Column("about", Uuid),
    Column("causing_event_id", Uuid),
    Column("at", UTCDateTime, nullable=False),
    UniqueConstraint("mother_id", "version", name="one_change_a_version"),
)

Index("enrolment_changes_by_time", enrolment_changes.c.at)

# By what she is found; renewed with her name and her number. Compared byte by byte, so
# that what begins so stands together.
search_keys = Table(
    "search_keys",
    metadata,
    Column("key", KEY_TEXT, primary_key=True),
    Column("mother_id", ForeignKey(mothers.c.id), primary_key=True),
)
Index("search_keys_of_mother", search_keys.c.mother_id)

children = Table(
    "children",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", ForeignKey(mothers.c.id), nullable=False),
    Column("first_name", String(LONGEST_NAME)),
    Column("born_on", Date, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    # Of a child that was entered twice: the one that stands in the lists.
    Column("same_as", Uuid),
    # Of how many birthdays the others have been told, or need not be.
    Column("birthdays_told", Integer, nullable=False),
    # Of one that was entered by mistake; it can be brought back for a day.
    Column("removed_at", UTCDateTime),
)
CHILD_IS_LISTED = and_(children.c.same_as.is_(None), children.c.removed_at.is_(None))
# Who has had one since is found in the first two years, where few are.
_IS_SMALL = children.c.birthdays_told < 2  # noqa: PLR2004 - The last that is told.
Index(
    "children_with_birthdays",
    children.c.born_on,
    postgresql_where=_IS_SMALL,
    sqlite_where=_IS_SMALL,
)
Index("children_of_mother", children.c.mother_id)

# What she tells of herself; nobody has to have a row.
profiles = Table(
    "profiles",
    metadata,
    Column("mother_id", ForeignKey(mothers.c.id), primary_key=True),
    Column("reads", String(_CODE)),
    Column("reading_languages", JSON, nullable=False),
    Column("phone_of", String(_CODE)),
    Column("knows", JSON, nullable=False),
    Column("food_note", String(LONGEST_NAME)),
    Column("buddy_id", ForeignKey(mothers.c.id)),
    Column("version", Integer, nullable=False),
)
Index("profiles_by_buddy", profiles.c.buddy_id)

# What she would do for the others, a row each, so that it is found by what it is.
offers = Table(
    "offers",
    metadata,
    Column("mother_id", ForeignKey(mothers.c.id), primary_key=True),
    Column("kind", String(_CODE), primary_key=True),
)
Index("offers_by_kind", offers.c.kind, offers.c.mother_id)

# Of whom somebody has said that they are not the same mother, the smaller id first.
different_mothers = Table(
    "different_mothers",
    metadata,
    Column("one_id", ForeignKey(mothers.c.id), primary_key=True),
    Column("other_id", ForeignKey(mothers.c.id), primary_key=True),
    Column("by_role", String(_CODE), nullable=False),
    Column("by_organisation", String(_CODE), nullable=False),
    Column("at", UTCDateTime, nullable=False),
)
Index("different_mothers_by_other", different_mothers.c.other_id)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("group_id", ForeignKey(groups.c.id), nullable=False),
    Column("starts_at", UTCDateTime, nullable=False),
    Column("ends_at", UTCDateTime, nullable=False),
    Column("theme", String(LONGEST_NAME)),
    # Empty where the group meets where it always does.
    Column("place", String(LONGEST_NAME)),
    Column("guest", String(LONGEST_NAME)),
    Column("destination", String(LONGEST_NAME)),
    Column("meeting_point", String(LONGEST_NAME)),
    Column("state", String(_CODE), nullable=False),
    Column("closed_at", UTCDateTime),
    Column("planned_for", Date),
    Column("is_changed", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("revised_at", UTCDateTime),
    Column("reopened_at", UTCDateTime),
    # When the three were told that nobody had closed it.
    Column("alarmed_at", UTCDateTime),
    # When the first mother was marked as there.
    Column("opened_at", UTCDateTime),
    # When it was last cancelled, also where that was taken back since.
    Column("cancelled_at", UTCDateTime),
    Column("version", Integer, nullable=False),
    UniqueConstraint("group_id", "starts_at", name="one_session_at_a_time"),
)
Index("sessions_by_start", sessions.c.starts_at)
Index("one_session_for_a_day", sessions.c.group_id, sessions.c.planned_for, unique=True)
_OPEN = sessions.c.state == "planned"
Index(
    "sessions_not_closed",
    sessions.c.starts_at,
    postgresql_where=_OPEN,
    sqlite_where=_OPEN,
)

# A line without an outcome is a mark that was taken back; its version stays, because a
# new mark has to be newer than the one that others may have heard of.
attendances = Table(
    "attendances",
    metadata,
    Column("mother_id", ForeignKey(mothers.c.id), primary_key=True),
    Column("session_id", ForeignKey(sessions.c.id), primary_key=True),
    Column("outcome", String(_CODE)),
    Column("version", Integer, nullable=False),
    Column("recorded_at", UTCDateTime),
    Column("received_at", UTCDateTime),
    Column("channel", String(_CODE)),
    # The outcome that the others have last heard; None as long as it was never told.
    Column("told", String(_CODE)),
    # What stood there before the session was cancelled.
    Column("voided", String(_CODE)),
)
Index("attendances_of_session", attendances.c.session_id)

# Who brings whom. The note may tell where she lives: it goes a week after the session.
pick_ups = Table(
    "pick_ups",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", ForeignKey(mothers.c.id), nullable=False),
    Column("session_id", ForeignKey(sessions.c.id), nullable=False),
    Column("driver_role", String(_CODE), nullable=False),
    Column("buddy_id", ForeignKey(mothers.c.id)),
    Column("meet_at", Time, nullable=False),
    Column("place", String(_CODE), nullable=False),
    Column("note", String(LONGEST_NAME)),
    Column("state", String(_CODE), nullable=False),
    Column("because", String(_CODE)),
    Column("version", Integer, nullable=False),
    UniqueConstraint("mother_id", "session_id", name="one_pick_up_of_her"),
)
Index("pick_ups_of_session", pick_ups.c.session_id)
Index("pick_ups_by_buddy", pick_ups.c.buddy_id)

# When somebody who runs a group is away; goes a week after the last day.
absences = Table(
    "absences",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("user_id", Uuid, nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("kind", String(_CODE), nullable=False),
    # What her deputy says to each session.
    Column("answers", JSON, nullable=False),
    Column("version", Integer, nullable=False),
)
Index("absences_by_last_day", absences.c.last_day)

# What the three have been told of a session without two in the room.
staffing_warnings = Table(
    "staffing_warnings",
    metadata,
    Column("session_id", ForeignKey(sessions.c.id), primary_key=True),
    Column("told", JSON, nullable=False),
    Column("version", Integer, nullable=False),
)

# All school holidays of a daycare's municipality. Whoever changes one holds the row.
school_calendars = Table(
    "school_calendars",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("daycare_id", Uuid, nullable=False, server_default=_FIRST_DAYCARE),
    Column("holidays", JSON, nullable=False),
    Column("version", Integer, nullable=False),
)

# What is to be taken up in a session, without names; goes after a year.
questions = Table(
    "questions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("session_id", ForeignKey(sessions.c.id), nullable=False),
    Column("text", String(LONGEST_NAME), nullable=False),
    Column("written_at", UTCDateTime, nullable=False),
    # Empty as long as nobody got to it: then it is carried over to the next session.
    Column("taken_up_in", ForeignKey(sessions.c.id)),
)
Index("questions_for_session", questions.c.session_id)
Index("questions_taken_up_in", questions.c.taken_up_in)

# How many were sent by a mother's link today. The id is a digest of its secret and the
# day, which leads to no link that is kept.
questions_sent = Table(
    "questions_sent",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("day", Date, nullable=False),
    Column("number", Integer, nullable=False),
)

# By the secret a group's calendar is read, by whoever has it; empty when taken back.
calendar_links = Table(
    "calendar_links",
    metadata,
    Column("group_id", ForeignKey(groups.c.id), primary_key=True),
    Column("secret", String(64), unique=True),
    Column("changed_at", UTCDateTime, nullable=False),
)

# By the secret a mother sees her next session; only its digest is kept, and that goes
# when the link is taken back.
own_links = Table(
    "own_links",
    metadata,
    Column("mother_id", ForeignKey(mothers.c.id), primary_key=True),
    Column("digest", String(64), unique=True),
    Column("made_at", UTCDateTime, nullable=False),
    Column("expires_at", UTCDateTime, nullable=False),
)

# What the others have told of that is about her; without an end it goes on.
matters = Table(
    "matters",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", ForeignKey(mothers.c.id), nullable=False),
    Column("closed_on", Date),
    # Empty where no child was named, and in what was told before it was.
    Column("child_id", Uuid),
)
Index("matters_of_mother", matters.c.mother_id)

# What happened to a register after it was closed. Rows are only ever added.
register_changes = Table(
    "register_changes",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("session_id", ForeignKey(sessions.c.id), nullable=False),
    Column("mother_id", ForeignKey(mothers.c.id)),
    Column("act", String(_CODE), nullable=False),
    Column("before", String(_CODE)),
    Column("after", String(_CODE)),
    Column("reason", String(_CODE)),
    Column("role", String(_CODE), nullable=False),
    Column("organisation", String(_CODE), nullable=False),
    Column("at", UTCDateTime, nullable=False),
    Column("version", Integer, nullable=False),
)
Index("changes_of_register", register_changes.c.session_id)

# Who was told who a mother is. Rows are only ever added.
disclosures = Table(
    "disclosures",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("mother_id", ForeignKey(mothers.c.id), nullable=False),
    Column("purpose", String(_CODE), nullable=False),
    Column("reference", Uuid, nullable=False),
    Column("role", String(_CODE), nullable=False),
    Column("organisation", String(_CODE), nullable=False),
    Column("at", UTCDateTime, nullable=False),
)
Index("disclosures_of_mother", disclosures.c.mother_id, disclosures.c.at)

# A list on its way in; the content goes when it is taken in, and the whole of it after
# a day. What reading it found holds no word of what it says.
roster_files = Table(
    "roster_files",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("group_id", ForeignKey(groups.c.id), nullable=False),
    Column("content", LargeBinary),
    Column("kept_at", UTCDateTime, nullable=False),
    Column("state", String(_CODE), nullable=False),
    Column("findings", JSON),
    Column("by_role", String(_CODE)),
    Column("by_organisation", String(_CODE)),
    # Of several of a kind, the one for whose people alone it is read.
    Column("within_kind", String(_CODE)),
    Column("within_organisation_id", Uuid),
    Column("lines_done", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("used_at", UTCDateTime),
    Column("new_mothers", Integer, nullable=False),
    Column("known_mothers", Integer, nullable=False),
)
Index("roster_files_by_age", roster_files.c.kept_at)

# Who was erased, by her id alone; which services have confirmed it stands below it.
erasures = Table(
    "erasures",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Whose list she stood on; empty in what was ordered before there were several.
    Column("group_id", Uuid),
    Column("ordered_at", UTCDateTime, nullable=False),
    Column("cause", String(_CODE), nullable=False),
    Column("role", String(_CODE), nullable=False),
    Column("organisation", String(_CODE), nullable=False),
    Column("confirmed", JSON, nullable=False),
    Column("completed_at", UTCDateTime),
    # When people were told that a service has not confirmed.
    Column("told_late_at", UTCDateTime),
)
_INCOMPLETE = erasures.c.completed_at.is_(None)
Index(
    "erasures_incomplete",
    erasures.c.ordered_at,
    postgresql_where=_INCOMPLETE,
    sqlite_where=_INCOMPLETE,
)

# The no thanks of somebody who was erased: by a keyed hash of her number, nothing else.
no_thanks_numbers = Table(
    "no_thanks_numbers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("said_on", Date, nullable=False),
)

with_bus_tables(metadata)
with_looks_tables(metadata)
