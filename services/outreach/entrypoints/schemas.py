"""
What the API reads and answers.
"""

from marshmallow import Schema
from marshmallow.fields import (
    UUID,
    AwareDateTime,
    Boolean,
    Date,
    DateTime,
    Enum,
    Integer,
    List,
    Nested,
    String,
)
from marshmallow.validate import OneOf, Range

from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.follow_up_state import ANSWERS

LONGEST = 240  # minutes; what takes longer was two things.


class AttemptRequest(Schema):
    """
    An attempt: the way, what came of it, how long it took, and the version looked at.

    ``she_began`` if she called or wrote herself; ``made_already`` lets a contact be
    written down that she did not answer and that was not to be made: the third of a
    day, without her yes, or too early. ``until`` ends the pause that she
    wants; without it the pause is still to be agreed. ``at`` is when it was: now, if
    nothing is told.
    """

    channel = Enum(Channel, by_value=True, required=True)
    outcome = Enum(AttemptOutcome, by_value=True, required=True)
    at: DateTime = AwareDateTime(load_default=None)
    minutes = Integer(load_default=None, validate=Range(1, LONGEST))
    she_began = Boolean(load_default=False)
    made_already = Boolean(load_default=False)
    until = Date(load_default=None)
    version = Integer(load_default=None)


class PutOffRequest(Schema):
    """
    The day on which she is to be called.
    """

    until = Date(required=True)
    version = Integer(load_default=None)


class HandOverRequest(Schema):
    """
    Who follows up in her place, and until when.
    """

    deputy_id = UUID(required=True)
    until = Date(required=True)


class TakeOverRequest(Schema):
    """
    Whose list is taken over, and until when.
    """

    user_id = UUID(required=True)
    until = Date(required=True)


class CompletionRequest(Schema):
    """
    The answer that is taken care of now; a pause needs the day ``until`` which it is.
    """

    outcome = Enum(
        AttemptOutcome, by_value=True, required=True, validate=OneOf(sorted(ANSWERS))
    )
    until = Date(load_default=None)
    version = Integer(load_default=None)


class AttemptAnswer(Schema):
    """
    One attempt.
    """

    id = UUID()
    channel = String()
    outcome = String()
    at = AwareDateTime(format="iso")
    noted_at = AwareDateTime(format="iso")
    by_role = String()
    minutes = Integer(allow_none=True)
    she_began = Boolean()
    taken_back_at = AwareDateTime(format="iso", allow_none=True)


class FollowUpAnswer(Schema):
    """
    One follow-up; no message leaves before ``visible_from``.

    ``due_on`` is when somebody is to do something, and ``ladder_step`` what.
    """

    id = UUID(attribute="follow_up.id")
    version = Integer(attribute="follow_up.version")
    mother_id = UUID(attribute="follow_up.mother_id")
    episode_id = UUID(attribute="follow_up.episode_id")
    session_id = UUID(attribute="follow_up.session_id")
    session_started_at = AwareDateTime(
        attribute="follow_up.session_started_at", format="iso"
    )
    visible_from = AwareDateTime(attribute="follow_up.visible_from", format="iso")
    missed_in_a_row = Integer(attribute="follow_up.missed_in_a_row")
    state = String(attribute="follow_up.state")
    status = String()
    ladder_step = String(attribute="follow_up.due.step", allow_none=True)
    due_on = Date(attribute="follow_up.due.on", allow_none=True)
    reason = String(attribute="follow_up.reason", allow_none=True)
    opened_at = AwareDateTime(attribute="follow_up.opened_at", format="iso")
    closed_at = AwareDateTime(
        attribute="follow_up.closed_at", format="iso", allow_none=True
    )
    attempts = List(Nested(AttemptAnswer))


class TaskAnswer(Schema):
    """
    One task, as webhooks tell of it: a missed session, or a review of an agreement.

    The id of a missed session is its follow-up's. ``owner_id`` is a user's. Before
    ``begins_at`` nobody is to do anything, also on the day on which it is due.
    """

    id = UUID()
    kind = String()
    mother_id = UUID()
    session_id = UUID(allow_none=True)
    status = String()
    reason = String(allow_none=True)
    version = Integer()
    ladder_step = String(allow_none=True)
    due_on = Date(allow_none=True)
    begins_at = AwareDateTime(format="iso")
    owner_id = UUID(allow_none=True)
    opened_at = AwareDateTime(format="iso")
    closed_at = AwareDateTime(format="iso", allow_none=True)


class AgreementAnswer(Schema):
    """
    What she has said, when and to whom, and in her own words if she liked.
    """

    kind = String()
    said_on = Date(allow_none=True)
    heard_by_role = String(allow_none=True)
    written_at = AwareDateTime(format="iso", allow_none=True)
    quote = String(attribute="terms.quote", allow_none=True)
    channels = List(String(), attribute="terms.channels")
    every_weeks = Integer(attribute="terms.every_weeks")
    review_on = Date(allow_none=True)
    until = Date(attribute="terms.until", allow_none=True)
    scope = String(allow_none=True)
    version = Integer()


class EpisodeAnswer(Schema):
    """
    Her open episode.
    """

    id = UUID()
    opened_at = AwareDateTime(format="iso")
    version = Integer()


class MotherAnswer(Schema):
    """
    A mother's agreement, her open episode and all her follow-ups, the newest first.
    """

    id = UUID()
    agreement = Nested(AgreementAnswer)
    open_episode = Nested(EpisodeAnswer, attribute="episode", allow_none=True)
    put_off_until = Date(attribute="snooze.until")
    put_off_at = AwareDateTime(attribute="snooze.at", format="iso", allow_none=True)
    put_off_by_role = String(attribute="snooze.by_role", allow_none=True)
    put_off_version = Integer()
    follow_ups = List(Nested(FollowUpAnswer))
