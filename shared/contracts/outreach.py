"""
What outreach announces: agreements, episodes, follow-ups and attempts.

A follow-up is called a task in the type names, which were agreed with the partners.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from shared.contracts.event import Event

AgreementKind = Literal[
    "none", "said_yes", "keep_going", "lighter", "paused", "no_thanks",
]  # fmt: skip
Decision = Literal["new_ladder", "lighter", "health_visitor_asks", "open_door"]
Channel = Literal["text", "call", "voice", "visit", "buddy", "pickup_offer"]
EpisodeOutcome = Literal[
    "came_back", "reached", "late_cancellation", "corrected", "session_cancelled",
    "no_thanks", "out_of_group", "open_door", "health_visitor_asks",
]  # fmt: skip
FollowUpOutcome = Literal[
    "came_back", "coming_next", "practical_help", "keep_going", "just_hard_today",
    "wants_pause", "concern", "open_door", "health_visitor_asks",
]  # fmt: skip
ReviewOutcome = Literal["done", "withdrawn"]
NoTextReason = Literal["enough_for_today", "answered", "not_wanted"]
Scope = Literal["follow_up", "all"]
StopReason = Literal["no_thanks", "out_of_group"]
TalkEnd = Literal["not_needed", "reached", "closed"]
TeamRole = Literal["coordinator", "health_visitor", "paedagog"]
LadderStep = Literal[
    "neutral_text", "call", "second_call", "see_you", "offer", "team_talk",
]  # fmt: skip
WithdrawalReason = Literal["late_cancellation", "corrected", "session_cancelled"]


@dataclass(frozen=True, kw_only=True)
class OutreachEvent(Event):
    """
    An event of the coordinator's own work.
    """

    producer: ClassVar[str] = "outreach"
    exchange: ClassVar[str] = "outreach.events"

    mother_id: UUID


@dataclass(frozen=True, kw_only=True)
class AgreementChanged(OutreachEvent):
    """
    A mother has said something new about being contacted.

    ``came_back_on`` is the day on which she last took a no thanks back, also when she
    has said more since: whoever hears only of the newest knows it all the same.
    ``scope`` is what a no thanks is about; her own words are never told. ``cadence`` is
    how many weeks lie between two contacts, no ``channels`` means all, and on
    ``review_on`` she is asked again.
    """

    event_type: ClassVar[str] = "outreach.agreement.changed.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("mother_id",)

    from_kind: AgreementKind
    to_kind: AgreementKind
    said_on: date
    came_back_on: date | None = None
    scope: Scope = "all"
    cadence: int | None = None
    channels: tuple[Channel, ...] = ()
    review_on: date | None = None

    @property
    def outlives_merge(self) -> bool:
        """
        A no thanks of either id holds, and so does what takes one back.
        """
        return self.to_kind == "no_thanks" or self.came_back_on is not None


@dataclass(frozen=True, kw_only=True)
class AgreementTakenBack(OutreachEvent):
    """
    A no thanks was a slip of the finger: she has not said it, and stands as before.

    It is a newer version of the same agreement. ``to_kind`` is what holds again, and
    ``said_on`` when she said that, if she had said anything.
    """

    event_type: ClassVar[str] = "outreach.agreement.taken_back.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("mother_id",)

    to_kind: AgreementKind
    said_on: date | None = None
    came_back_on: date | None = None
    scope: Scope = "all"

    @property
    def outlives_merge(self) -> bool:
        """
        A no thanks of either id holds when two were one mother all along.
        """
        return False


@dataclass(frozen=True, kw_only=True)
class EpisodeOpened(OutreachEvent):
    """
    The coordinator begins to follow a mother up.
    """

    event_type: ClassVar[str] = "outreach.episode.opened.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("episode_id",)

    episode_id: UUID


@dataclass(frozen=True, kw_only=True)
class EpisodeClosed(OutreachEvent):
    """
    Nothing is open any more for this mother.

    ``attempts`` were made in it, and ``days_open`` went by.
    """

    event_type: ClassVar[str] = "outreach.episode.closed.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("episode_id",)

    episode_id: UUID
    outcome: EpisodeOutcome
    attempts: int | None = None
    days_open: int | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUpEvent(OutreachEvent):
    """
    An event about the follow-up of one missed session.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("follow_up_id",)

    follow_up_id: UUID


@dataclass(frozen=True, kw_only=True)
class FollowUpOpened(FollowUpEvent):
    """
    A miss is to be followed up; no message leaves before ``visible_from``.

    ``neutral_text`` says whether it brings one, and ``text_from`` when: not in quiet
    hours. Without her yes only the first miss does, until she comes. ``due_on`` is when
    somebody is to do something, and ``ladder_step`` what: as far as that is known at
    once, and later by ``FollowUpScheduled``.
    """

    event_type: ClassVar[str] = "outreach.task.opened.v1"

    session_id: UUID
    session_started_at: datetime
    visible_from: datetime
    missed_in_a_row: int
    neutral_text: bool = True
    text_from: datetime | None = None
    due_on: date | None = None
    ladder_step: LadderStep | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUpScheduled(FollowUpEvent):
    """
    What is to be done about an open one, or the day, is another than was told.

    Put off, tried, another ladder, another holiday. Without a day there is nothing to
    do for now.
    """

    event_type: ClassVar[str] = "outreach.task.scheduled.v1"

    session_id: UUID
    visible_from: datetime
    due_on: date | None
    ladder_step: LadderStep | None


@dataclass(frozen=True, kw_only=True)
class NeutralTextDue(FollowUpEvent):
    """
    She is to be asked, neutrally, whether she comes to the next session.

    It is announced on the day itself, when nothing speaks against it.
    """

    event_type: ClassVar[str] = "outreach.task.text_due.v1"

    session_id: UUID
    session_starts_at: datetime


@dataclass(frozen=True, kw_only=True)
class NeutralTextWithdrawn(FollowUpEvent):
    """
    The text of the afternoon is not to leave, and the follow-up goes on.

    She was contacted twice that day already, was reached before it left, or does not
    want it by now.
    """

    event_type: ClassVar[str] = "outreach.task.text_withdrawn.v1"

    reason: NoTextReason = "enough_for_today"


@dataclass(frozen=True, kw_only=True)
class FollowUpCompleted(FollowUpEvent):
    """
    She was reached, or she came back.

    To ``agreed_session_id`` she says that she comes, if she says so and it is planned.
    """

    event_type: ClassVar[str] = "outreach.task.completed.v1"

    outcome: FollowUpOutcome
    agreed_session_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUpWithdrawn(FollowUpEvent):
    """
    The miss turned out not to be one.
    """

    event_type: ClassVar[str] = "outreach.task.withdrawn.v1"

    reason: WithdrawalReason


@dataclass(frozen=True, kw_only=True)
class FollowUpStopped(FollowUpEvent):
    """
    She has said no thanks, or she pauses or has left the group.
    """

    event_type: ClassVar[str] = "outreach.task.stopped.v1"

    reason: StopReason = "no_thanks"


@dataclass(frozen=True, kw_only=True)
class AttemptLogged(OutreachEvent):
    """
    The coordinator has tried to reach a mother.

    ``step`` is that of the ladder which was done by it, if it was one, and ``minutes``
    how long it took, if somebody said so.
    """

    event_type: ClassVar[str] = "outreach.attempt.logged.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("attempt_id",)

    attempt_id: UUID
    follow_up_id: UUID
    channel: Channel
    reached: bool
    step: LadderStep | None = None
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class AttemptTakenBack(OutreachEvent):
    """
    An attempt was logged by a slip; what it had ended is told as opened again.
    """

    event_type: ClassVar[str] = "outreach.attempt.taken_back.v1"
    aggregate: ClassVar[tuple[str, ...]] = ("attempt_id",)

    attempt_id: UUID
    follow_up_id: UUID


@dataclass(frozen=True, kw_only=True)
class TeamTalkEvent(OutreachEvent):
    """
    An event about a team talk.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("talk_id",)

    talk_id: UUID


@dataclass(frozen=True, kw_only=True)
class TeamTalkRequested(TeamTalkEvent):
    """
    She has missed so often, without contact, that two roles have to decide.
    """

    event_type: ClassVar[str] = "outreach.team_talk.requested.v1"

    sessions_missed: int


@dataclass(frozen=True, kw_only=True)
class TeamTalkDecided(TeamTalkEvent):
    """
    Two roles of two organisations have decided what happens next.
    """

    event_type: ClassVar[str] = "outreach.team_talk.decided.v1"

    decision: Decision
    roles: tuple[TeamRole, ...]


@dataclass(frozen=True, kw_only=True)
class TeamTalkEnded(TeamTalkEvent):
    """
    There is nothing to decide any more: she was reached, or missed less than it seemed.
    """

    event_type: ClassVar[str] = "outreach.team_talk.ended.v1"

    reason: TalkEnd


@dataclass(frozen=True, kw_only=True)
class ReviewEvent(OutreachEvent):
    """
    An event about the task of asking a mother again what she wants.
    """

    aggregate: ClassVar[tuple[str, ...]] = ("review_id",)

    review_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewDue(ReviewEvent):
    """
    The day has come on which it was agreed to ask her again.

    ``due_on`` is that day, or a later one to which it was put off since.
    """

    event_type: ClassVar[str] = "outreach.review.due.v1"

    review_on: date
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewEnded(ReviewEvent):
    """
    She was asked or has said something; or there is nothing to ask any more.
    """

    event_type: ClassVar[str] = "outreach.review.ended.v1"

    outcome: ReviewOutcome


EVENTS: tuple[type[Event], ...] = (
    AgreementChanged,
    AgreementTakenBack,
    EpisodeOpened,
    EpisodeClosed,
    FollowUpOpened,
    FollowUpScheduled,
    FollowUpCompleted,
    FollowUpWithdrawn,
    FollowUpStopped,
    NeutralTextDue,
    NeutralTextWithdrawn,
    AttemptLogged,
    AttemptTakenBack,
    TeamTalkRequested,
    TeamTalkDecided,
    TeamTalkEnded,
    ReviewDue,
    ReviewEnded,
)
