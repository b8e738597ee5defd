"""
What roster announces: mothers, children, sessions and attendance.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event, LanguageCode, PersonalText, Sensitivity

Outcome = Literal["attended", "cancelled", "cancelled_late", "missed", "excused"]
SessionKind = Literal["group", "guest", "excursion"]
HeardIn = Literal["roster", "outreach"]
HeardBy = Literal["coordinator", "paedagog", "health_visitor", "mother", "system"]
EnteredBy = Literal["staff", "mother"]
FacilitatorRole = Literal["coordinator", "paedagog", "health_visitor"]
DriverRole = Literal["coordinator", "paedagog", "health_visitor", "mother"]
WhyCancelled = Literal["too_few_staff", "room_closed", "weather", "other"]

SuggestedBy = Literal[
    "health_visitor", "daycare", "housing_team", "a_mother", "herself", "another"
]
ReviewCause = Literal["no_answer", "child_over_2", "absent_6w", "daycare_started"]


@dataclass(frozen=True, kw_only=True)
class RosterEvent(Event):
    """
    An event of the roster's own book.
    """

    producer: ClassVar[str] = "roster"
    exchange: ClassVar[str] = "roster.events"
    aggregate: ClassVar[tuple[str, ...]] = ("mother_id",)


@dataclass(frozen=True, kw_only=True)
class ContactChanged(RosterEvent):
    """
    How a mother may be reached, and in which languages, is new or has changed.

    ``languages`` are those that she speaks. What she reads is told as far as she has
    said it.

    The one event with personal data. It goes out on an exchange of its own, which only
    outreach and notifications may bind (decision 0006).
    """

    event_type: ClassVar[str] = "roster.contact.changed.v1"
    exchange: ClassVar[str] = "roster.contacts"
    sensitivity: ClassVar[Sensitivity] = Sensitivity.CONFIDENTIAL

    mother_id: UUID
    display_name: PersonalText
    phone: PersonalText | None
    languages: tuple[LanguageCode, ...]
    shared_phone: bool
    may_leave_message: bool
    reading_languages: tuple[LanguageCode, ...] = ()
    does_not_read: bool = False

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class CommitmentGiven(RosterEvent):
    """
    A mother has said that she wants to come; only this allows persistence.
    """

    event_type: ClassVar[str] = "roster.commitment.given.v1"

    mother_id: UUID
    said_on: date
    heard_by_role: HeardBy

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class CommitmentWithdrawn(RosterEvent):
    """
    A mother has taken her yes back, without saying no thanks.

    She is not followed up again and again any more. Of this and a yes the newest holds.
    """

    event_type: ClassVar[str] = "roster.commitment.withdrawn.v1"

    mother_id: UUID
    withdrawn_on: date
    heard_by_role: HeardBy


@dataclass(frozen=True, kw_only=True)
class MotherDeclined(RosterEvent):
    """
    A mother has said no thanks; it holds at once and everywhere.

    ``heard_in`` says which service has heard it: that one need not hear it back.
    """

    event_type: ClassVar[str] = "roster.mother.declined.v1"

    mother_id: UUID
    declined_on: date
    heard_in: HeardIn = "roster"


@dataclass(frozen=True, kw_only=True)
class MotherDeclineTakenBack(RosterEvent):
    """
    She has not said no thanks: it was a slip of the finger, minutes ago.

    It shares the version line of the no thanks, and of the two the newest holds. Two
    entries of one mother are no slip: of an id that is given up it says nothing.
    """

    event_type: ClassVar[str] = "roster.mother.decline_taken_back.v1"

    mother_id: UUID
    heard_in: HeardIn = "roster"

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class EnrolmentEvent(RosterEvent):
    """
    An event about where a mother stands; of these the newest holds.

    A no thanks is none of them: nothing that is heard later may take its place.
    """

    mother_id: UUID
    changed_at: datetime

    @property
    def aggregate_key(self) -> str:
        """
        Name her enrolment, which is told under several words of the catalogue.
        """
        return f"roster.enrolment:{self.mother_id}"

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class MotherMerged(RosterEvent):
    """
    Two were one mother all along: ``merged_id`` is another id of hers from now on.

    What is known under it goes to ``mother_id``, and so does what is told of it later.
    What the roster itself knows of her is told anew with this.
    """

    event_type: ClassVar[str] = "roster.mother.merged.v1"

    mother_id: UUID
    merged_id: UUID

    @property
    def aggregate_key(self) -> str:
        """
        Name the id that is given up, which happens once.
        """
        return f"roster.merged:{self.merged_id}"


@dataclass(frozen=True, kw_only=True)
class MotherSuggested(EnrolmentEvent):
    """
    Somebody thinks that the group could be good for her.
    """

    event_type: ClassVar[str] = "roster.mother.suggested.v1"

    suggested_by: SuggestedBy


@dataclass(frozen=True, kw_only=True)
class MotherListed(RosterEvent):
    """
    A mother is on the list of a group: of these organisations she is the matter.

    Told again when she goes to another group, or when others run hers. An aggregate of
    its own, because it says nothing of where she stands. Without ``group_id`` it is of
    before there was a way from one group to another.
    """

    event_type: ClassVar[str] = "roster.mother.listed.v1"

    mother_id: UUID
    daycare_id: UUID
    health_visitors_id: UUID
    housing_team_id: UUID
    daycare_intake_id: UUID
    group_id: UUID | None = None

    @property
    def aggregate_key(self) -> str:
        return f"roster.listing:{self.mother_id}"

    @property
    def outlives_merge(self) -> bool:
        """
        Return that it does not: the kept one stands where she was listed herself.
        """
        return False


@dataclass(frozen=True, kw_only=True)
class MotherInvited(EnrolmentEvent):
    """
    She was asked whether she wants to come.
    """

    event_type: ClassVar[str] = "roster.mother.invited.v1"


@dataclass(frozen=True, kw_only=True)
class MotherActivated(EnrolmentEvent):
    """
    She has been at a session, and is in the group.
    """

    event_type: ClassVar[str] = "roster.mother.activated.v1"

    first_attended_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class MotherPaused(EnrolmentEvent):
    """
    She stays away for a while, as agreed; nobody follows that up.
    """

    event_type: ClassVar[str] = "roster.mother.paused.v1"

    until: date | None


@dataclass(frozen=True, kw_only=True)
class MotherResumed(EnrolmentEvent):
    """
    Her pause is over; what was before it stays over too.
    """

    event_type: ClassVar[str] = "roster.mother.resumed.v1"


@dataclass(frozen=True, kw_only=True)
class MotherReviewDue(EnrolmentEvent):
    """
    Two of the team are asked to talk about her. She stays where she is.
    """

    event_type: ClassVar[str] = "roster.mother.review_due.v1"

    cause: ReviewCause

    @property
    def aggregate_key(self) -> str:
        """
        Name the question: it tells of no new place, so it takes no other's.
        """
        return f"roster.review:{self.mother_id}"


@dataclass(frozen=True, kw_only=True)
class MotherLeft(EnrolmentEvent):
    """
    She has left the group, for something else.
    """

    event_type: ClassVar[str] = "roster.mother.left.v1"


@dataclass(frozen=True, kw_only=True)
class MotherReturned(EnrolmentEvent):
    """
    She is on her way in again who had declined or left.
    """

    event_type: ClassVar[str] = "roster.mother.returned.v1"

    after: Literal["declined", "alumni"]


@dataclass(frozen=True, kw_only=True)
class ResourceEvent(RosterEvent):
    """
    An event about one thing that a mother would do for the others.
    """

    mother_id: UUID
    kind: Literal["welcome", "translate", "cook", "trip"]

    @property
    def aggregate_key(self) -> str:
        """
        Name her and the thing: what she says of another takes nothing of this back.
        """
        return f"roster.resource:{self.mother_id}:{self.kind}"

    @property
    def outlives_merge(self) -> bool:
        return False


@dataclass(frozen=True, kw_only=True)
class ResourceOffered(ResourceEvent):
    """
    A mother offers to help the others.
    """

    event_type: ClassVar[str] = "roster.resource.offered.v1"


@dataclass(frozen=True, kw_only=True)
class ResourceWithdrawn(ResourceEvent):
    """
    A mother does not offer this any more.
    """

    event_type: ClassVar[str] = "roster.resource.withdrawn.v1"


@dataclass(frozen=True, kw_only=True)
class ContactReassigned(RosterEvent):
    """
    Another coordinator is the one whom a group's mothers hear from.

    Until ``temporary_until``, that day among them, or for good. Nobody is told by
    None. It says who by the ids of the door.
    """

    event_type: ClassVar[str] = "roster.contact.reassigned.v1"
    subject_kind: ClassVar[str] = "group"
    subject_field: ClassVar[str] = "group_id"
    aggregate: ClassVar[tuple[str, ...]] = ("group_id",)

    group_id: UUID
    from_user_id: UUID | None
    to_user_id: UUID | None
    from_day: date
    temporary_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class GroupBegun(RosterEvent):
    """
    There is a new group, or others run it: these organisations do from now on.

    Its mothers are the matter of these and of no others of their kinds; the intake is
    whom they are handed over to.
    """

    event_type: ClassVar[str] = "roster.group.begun.v1"
    subject_kind: ClassVar[str] = "group"
    subject_field: ClassVar[str] = "group_id"
    aggregate: ClassVar[tuple[str, ...]] = ("group_id",)

    group_id: UUID
    daycare_id: UUID
    health_visitors_id: UUID
    housing_team_id: UUID
    daycare_intake_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChildAdded(RosterEvent):
    """
    A child stands on the list, with the month of its birth, not the day.

    ``same_as`` names the entry by which it is listed, where it was entered twice with
    its mother.
    """

    event_type: ClassVar[str] = "roster.child.added.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("child_id",)

    child_id: UUID
    mother_id: UUID
    birth_month: date
    same_as: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ChildRemoved(RosterEvent):
    """
    A child was entered by mistake and stands on no list; it may be added again.
    """

    event_type: ClassVar[str] = "roster.child.removed.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("child_id",)

    child_id: UUID
    mother_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChildBirthday(RosterEvent):
    """
    A child has had a birthday, on a wall in Copenhagen; told once.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("child_id",)

    child_id: UUID
    mother_id: UUID
    birth_month: date

    @property
    def aggregate_key(self) -> str:
        """
        Name its age, so that this takes the place of nothing else told of the child.
        """
        return f"roster.child_age:{self.child_id}"


@dataclass(frozen=True, kw_only=True)
class ChildTurnedOne(ChildBirthday):
    """
    A child is one year old.
    """

    event_type: ClassVar[str] = "roster.child.turned_one.v1"


@dataclass(frozen=True, kw_only=True)
class ChildTurnedTwo(ChildBirthday):
    """
    A child is two years old: from the next day on the team is asked about its mother.
    """

    event_type: ClassVar[str] = "roster.child.turned_two.v1"


@dataclass(frozen=True, kw_only=True)
class SeriesChanged(RosterEvent):
    """
    A group meets at another time or place from now on.

    Times are minutes after midnight on a wall in Copenhagen, ``weekday`` counts from
    Monday, which is 0. Where it meets now is a text, and so is not told here. Mothers
    are told by the sessions that move.
    """

    event_type: ClassVar[str] = "sessions.series.changed.v1"
    subject_kind: ClassVar[str] = "group"
    subject_field: ClassVar[str] = "group_id"
    aggregate: ClassVar[tuple[str, ...]] = ("group_id",)

    group_id: UUID
    weekday: int
    starts_at_minute: int
    ends_at_minute: int
    is_same_place: bool
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class SessionEvent(RosterEvent):
    """
    An event about a whole session.
    """

    subject_kind: ClassVar[str] = "session"
    subject_field: ClassVar[str] = "session_id"
    aggregate: ClassVar[tuple[str, ...]] = ("session_id",)

    session_id: UUID
    group_id: UUID
    starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class SessionPlanned(SessionEvent):
    """
    A session stands in the calendar, or stands there at another time or place.

    ``expected_mother_ids`` are told of it; nobody is when a year is planned. Where the
    group meets when it is not at its usual place is a text, and so is not told here.
    """

    event_type: ClassVar[str] = "sessions.session.planned.v1"

    ends_at: datetime
    kind: SessionKind = "group"
    at_usual_place: bool = True
    expected_mother_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SessionSkipped(SessionEvent):
    """
    A session that stood in the calendar is left out, because a holiday falls on it.

    ``expected_mother_ids`` are told.
    """

    event_type: ClassVar[str] = "sessions.session.skipped.v1"

    reason: Literal["public_holiday", "school_holiday"]
    expected_mother_ids: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class SessionOpened(SessionEvent):
    """
    The first mother is there, and has been marked; told once for a session.

    ``opened_by_role`` is who marked her, or None where a machine did. Who it is that
    came is told when the register is closed.
    """

    event_type: ClassVar[str] = "sessions.session.opened.v1"

    opened_by_role: FacilitatorRole | None


@dataclass(frozen=True, kw_only=True)
class SessionClosed(SessionEvent):
    """
    A register is closed: every expected mother has one outcome.
    """

    event_type: ClassVar[str] = "sessions.session.closed.v1"

    expected: int
    attended: int
    cancelled: int
    missed: int


@dataclass(frozen=True, kw_only=True)
class SessionReopened(SessionEvent):
    """
    A closed register is open again: what it said may change until it is closed anew.
    """

    event_type: ClassVar[str] = "sessions.session.reopened.v1"


@dataclass(frozen=True, kw_only=True)
class SessionCancelled(SessionEvent):
    """
    A session does not take place, or is taken out of the book afterwards.

    ``expected_mother_ids`` are told; nobody is followed up for this session. That one
    of the staff is ill is told as too few of them, because it is her own matter.
    ``decided_by`` are the roles that have said so, and ``notice_hours`` the whole hours
    that were left before the start.
    """

    event_type: ClassVar[str] = "sessions.session.cancelled.v1"

    expected_mother_ids: tuple[UUID, ...]
    reason_code: WhyCancelled | None = None
    decided_by: tuple[FacilitatorRole, ...] = ()
    notice_hours: int | None = None


@dataclass(frozen=True, kw_only=True)
class SessionReinstated(SessionEvent):
    """
    A cancelled session takes place after all, with its register as it stood.

    It says all of the session as it is now. Whoever was told that it is cancelled hears
    of it from those who told her.
    """

    event_type: ClassVar[str] = "sessions.session.reinstated.v1"

    ends_at: datetime
    at_usual_place: bool = True


@dataclass(frozen=True, kw_only=True)
class CalendarImported(RosterEvent):
    """
    The school holidays that begin in a school year, all of them, as they are now.

    The day ``last_days[n]`` ends the holiday that begins with ``first_days[n]``.
    ``school_year`` is the year in which it begins, with August. They are those of one
    daycare and its groups; where none is named, of the first.
    """

    event_type: ClassVar[str] = "sessions.calendar.imported.v1"
    subject_kind: ClassVar[str] = "school_year"
    subject_field: ClassVar[str] = "school_year"
    aggregate: ClassVar[tuple[str, ...]] = ("school_year",)

    school_year: int
    first_days: tuple[date, ...]
    last_days: tuple[date, ...]
    daycare_id: UUID | None = None

    @property
    def aggregate_key(self) -> str:
        """
        Name the first daycare's as it was named when there was one calendar.
        """
        key = super().aggregate_key
        return key if self.daycare_id is None else f"{key}:{self.daycare_id}"


@dataclass(frozen=True, kw_only=True)
class AttendanceEvent(RosterEvent):
    """
    An event about one mother at one session.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("mother_id", "session_id")

    mother_id: UUID
    session_id: UUID
    session_started_at: datetime
    session_ended_at: datetime


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(AttendanceEvent):
    """
    A mother was there, or was excused by the staff.
    """

    event_type: ClassVar[str] = "roster.attendance.recorded.v1"

    outcome: Literal["attended", "excused"]
    first_visit: bool


@dataclass(frozen=True, kw_only=True)
class AttendanceCancelled(AttendanceEvent):
    """
    A mother cancelled, before or after the start; she did not miss.
    """

    event_type: ClassVar[str] = "roster.attendance.cancelled.v1"

    received_at: datetime
    before_start: bool
    entered_by: EnteredBy = "staff"


@dataclass(frozen=True, kw_only=True)
class AttendanceMissed(AttendanceEvent):
    """
    A mother was expected at a session, did not come and did not cancel.

    ``group_id`` says whose ladder is climbed, also where the session is not known yet.
    """

    event_type: ClassVar[str] = "roster.attendance.missed.v1"

    missed_in_a_row: int
    first_visit: bool
    group_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class AttendanceExcusedLate(AttendanceEvent):
    """
    A cancellation came after the register was closed: she did not miss after all.
    """

    event_type: ClassVar[str] = "roster.attendance.excused_late.v1"

    received_at: datetime
    entered_by: EnteredBy = "staff"


@dataclass(frozen=True, kw_only=True)
class AttendanceCorrected(AttendanceEvent):
    """
    A closed register was corrected.

    ``missed_in_a_row`` and ``first_visit`` are told because a correction may also make
    a miss: who has never been there is a newcomer.
    """

    event_type: ClassVar[str] = "roster.attendance.corrected.v1"

    from_outcome: Outcome
    to_outcome: Outcome
    missed_in_a_row: int
    first_visit: bool = False


@dataclass(frozen=True, kw_only=True)
class PickUpEvent(RosterEvent):
    """
    An event about one mother being fetched to one session.

    Where they meet tells where she lives, so it is in none of these.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("mother_id", "session_id")

    mother_id: UUID
    session_id: UUID
    driver_role: DriverRole


@dataclass(frozen=True, kw_only=True)
class PickUpPlanned(PickUpEvent):
    """
    Somebody will fetch a mother: planned, planned anew, or moved.

    From ``meet_at`` to the start whoever fetches is not in the room.
    """

    event_type: ClassVar[str] = "sessions.pickup.planned.v1"

    meet_at: datetime
    session_starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class PickUpDone(PickUpEvent):
    """
    A mother was fetched.
    """

    event_type: ClassVar[str] = "sessions.pickup.done.v1"


@dataclass(frozen=True, kw_only=True)
class PickUpCancelled(PickUpEvent):
    """
    A mother is not fetched after all; whoever should have is free again.
    """

    event_type: ClassVar[str] = "sessions.pickup.cancelled.v1"


@dataclass(frozen=True, kw_only=True)
class AttendanceUnrecorded(SessionEvent):
    """
    Nobody has closed a register by the evening of its day.

    ``due_at`` is when it should have been closed, ``missing_count`` how many are
    expected and have no mark. They have not missed: nobody has said so.
    """

    event_type: ClassVar[str] = "roster.attendance.unrecorded.v1"

    due_at: datetime
    missing_count: int


@dataclass(frozen=True, kw_only=True)
class StaffingEvent(SessionEvent):
    """
    An event about who of the three is in the room when a session opens.

    ``roles_in_room`` are there; ``roles_fetching`` come later, with a mother. Who is
    away and why is in none of these.
    """

    roles_in_room: tuple[FacilitatorRole, ...]
    roles_fetching: tuple[FacilitatorRole, ...]


@dataclass(frozen=True, kw_only=True)
class StaffingShort(StaffingEvent):
    """
    A session that is near has fewer than two in the room; told once for each cause.
    """

    event_type: ClassVar[str] = "sessions.staffing.short.v1"


@dataclass(frozen=True, kw_only=True)
class StaffingCovered(StaffingEvent):
    """
    A session of which it was told that it is short has two in the room again.
    """

    event_type: ClassVar[str] = "sessions.staffing.covered.v1"


EVENTS: tuple[type[Event], ...] = (
    ContactChanged,
    CommitmentGiven,
    CommitmentWithdrawn,
    MotherDeclined,
    MotherDeclineTakenBack,
    MotherSuggested,
    MotherListed,
    MotherInvited,
    MotherActivated,
    MotherPaused,
    MotherResumed,
    MotherReviewDue,
    MotherLeft,
    MotherReturned,
    ResourceOffered,
    ResourceWithdrawn,
    MotherMerged,
    ContactReassigned,
    GroupBegun,
    ChildAdded,
    ChildRemoved,
    ChildTurnedOne,
    ChildTurnedTwo,
    SeriesChanged,
    SessionPlanned,
    SessionSkipped,
    SessionOpened,
    SessionClosed,
    SessionReopened,
    SessionCancelled,
    SessionReinstated,
    CalendarImported,
    AttendanceRecorded,
    AttendanceCancelled,
    AttendanceMissed,
    AttendanceExcusedLate,
    AttendanceCorrected,
    PickUpPlanned,
    PickUpDone,
    PickUpCancelled,
    AttendanceUnrecorded,
    StaffingShort,
    StaffingCovered,
)
