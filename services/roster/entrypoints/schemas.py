"""
What the JSON API reads and answers about groups, sessions and registers.
"""

from marshmallow import Schema, fields
from marshmallow.validate import OneOf, Range

from services.roster.domain.attendance import CORRECTIONS, Outcome
from services.roster.domain.group import USUAL_CAPACITY
from services.roster.domain.register_change import CancellationReason, CorrectionReason
from services.roster.entrypoints.danish_words import CHANNELS
from services.roster.entrypoints.schema_fields import (
    Day,
    Flag,
    Moment,
    Name,
    WallClock,
    Whole,
)
from services.roster.usecases.queries import MOST_SHOWN
from shared.kernel.organisations import Organisation

_DEFAULT_SHOWN = 50


class GroupSchema(Schema):
    id = fields.UUID(dump_only=True)
    name = Name(required=True)
    weekday = Whole(required=True)
    starts_at = WallClock(required=True)
    ends_at = WallClock(required=True)
    place = Name(required=True)
    room_owner = fields.Enum(
        Organisation, by_value=True, load_default=Organisation.DAYCARE
    )
    capacity = Whole(load_default=USUAL_CAPACITY)
    run_by = fields.Dict(keys=fields.String(), values=fields.UUID(), dump_only=True)
    version = fields.Integer(dump_only=True)


class RunBySchema(Schema):
    """
    Which organisation of a kind runs a group, where there are several.
    """

    daycare_id = fields.UUID(load_default=None, allow_none=True)
    health_visitors_id = fields.UUID(load_default=None, allow_none=True)
    housing_team_id = fields.UUID(load_default=None, allow_none=True)
    daycare_intake_id = fields.UUID(load_default=None, allow_none=True)


class NewGroupSchema(GroupSchema, RunBySchema):
    pass


class GroupChangeSchema(GroupSchema):
    version = Whole(load_default=None, allow_none=True)


class WhoRunsSchema(RunBySchema):
    """
    Who runs a group from now on; who gives it away says that she is ``sure``.
    """

    version = Whole(load_default=None, allow_none=True)
    sure = Flag(load_default=False)


class SeatSchema(Schema):
    """
    Who runs a group in the role of who asks, and her deputy; None is nobody.
    """

    user_id = fields.UUID(required=True, allow_none=True)
    deputy_id = fields.UUID(load_default=None, allow_none=True)


class NewSessionSchema(Schema):
    group_id = fields.UUID(required=True)
    date = Day(required=True)
    starts_at = WallClock(load_default=None, allow_none=True)
    ends_at = WallClock(load_default=None, allow_none=True)
    theme = Name(load_default=None, allow_none=True)


class SessionsQuerySchema(Schema):
    group_id = fields.UUID(load_default=None)
    start = Day(data_key="from", load_default=None)
    limit = fields.Integer(
        load_default=_DEFAULT_SHOWN, validate=Range(min=1, max=MOST_SHOWN)
    )


class CountsSchema(Schema):
    attended = fields.Integer()
    cancelled = fields.Integer()
    excused = fields.Integer()
    missed = fields.Integer()


class SessionSchema(Schema):
    id = fields.UUID(attribute="session.id")
    group_id = fields.UUID(attribute="session.group_id")
    starts_at = Moment(attribute="session.starts_at")
    ends_at = Moment(attribute="session.ends_at")
    theme = fields.String(attribute="session.theme")
    kind = fields.String(attribute="session.kind")
    place = fields.String(attribute="session.place")
    guest = fields.String(attribute="session.guest")
    destination = fields.String(attribute="session.destination")
    meeting_point = fields.String(attribute="session.meeting_point")
    state = fields.String(attribute="session.state")
    version = fields.Integer(attribute="session.version")
    closed_at = Moment(attribute="session.closed_at")
    counts = fields.Nested(CountsSchema)


class RegisterLineSchema(Schema):
    mother_id = fields.UUID(attribute="mother.id")
    display_name = fields.String(attribute="mother.display_name")
    outcome = fields.String(attribute="attendance.outcome", dump_default=None)
    version = fields.Integer(attribute="attendance.version", dump_default=None)


class RegisterChangeSchema(Schema):
    """
    What happened after the close; ``from`` and ``to`` are outcomes, or None.
    """

    mother_id = fields.UUID()
    act = fields.String()
    before = fields.String(data_key="from")
    after = fields.String(data_key="to")
    reason = fields.String()
    role = fields.String()
    organisation = fields.String()
    at = Moment()
    version = fields.Integer()


class RegisterSchema(SessionSchema):
    lines = fields.List(fields.Nested(RegisterLineSchema))
    changes = fields.List(fields.Nested(RegisterChangeSchema))


class LineSchema(Schema):
    mother_id = fields.UUID()
    outcome = fields.String()
    version = fields.Integer()
    received_at = Moment()
    channel = fields.String()


class ChangedLineSchema(Schema):
    """
    One line after a change; None where nothing stands any more.
    """

    session_id = fields.UUID()
    state = fields.String()
    session_version = fields.Integer()
    line = fields.Nested(LineSchema, allow_none=True)


class WaitedSchema(Schema):
    """
    What a phone tells of a mark that may have waited there for a network.

    ``made_at`` is when it was made, ``version`` the line that was seen then, 0 for one
    without a mark; both may be left out by a program that asks at once.
    """

    mother_id = fields.UUID(required=True)
    version = Whole(load_default=None, allow_none=True)
    made_at = Moment(load_default=None, allow_none=True)


class MarkSchema(WaitedSchema):
    outcome = fields.String(
        required=True, validate=OneOf([Outcome.ATTENDED, Outcome.EXCUSED])
    )


class UnmarkSchema(WaitedSchema):
    pass


class CancellationSchema(WaitedSchema):
    received_at = Moment(load_default=None, allow_none=True)
    channel = fields.String(required=True, validate=OneOf(list(CHANNELS)))


class CorrectionSchema(Schema):
    mother_id = fields.UUID(required=True)
    to = fields.String(required=True, validate=OneOf(sorted(CORRECTIONS)))
    reason = fields.String(required=True, validate=OneOf(list(CorrectionReason)))
    version = Whole(load_default=None, allow_none=True)


class SeenVersionSchema(Schema):
    version = Whole(load_default=None, allow_none=True)


class SessionCancellationSchema(SeenVersionSchema):
    reason = fields.String(required=True, validate=OneOf(list(CancellationReason)))
