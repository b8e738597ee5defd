"""
What the API answers.
"""

from marshmallow import Schema
from marshmallow.fields import UUID, AwareDateTime, Dict, Enum, Integer, String

from services.notifications.domain.message_state import Channel, MessageState
from services.notifications.domain.template import Template


class MessageSchema(Schema):
    """
    A message without words, name or number; ``facts`` are times and codes.
    """

    id = UUID()
    version = Integer()
    state = Enum(MessageState, by_value=True)
    reason = String(allow_none=True)
    template = Enum(Template, by_value=True)
    mother_id = UUID()
    cause = String()
    facts = Dict(keys=String(), values=String())
    not_before = AwareDateTime(format="iso")
    not_after = AwareDateTime(format="iso")
    created_at = AwareDateTime(format="iso")
    changed_at = AwareDateTime(format="iso")
    sent_at = AwareDateTime(format="iso", allow_none=True)
    channel = Enum(Channel, by_value=True, allow_none=True)
    language = String(allow_none=True)


class SentTextSchema(Schema):
    """
    A text as the gateway was handed it.
    """

    message_id = UUID()
    mother_id = UUID()
    template = Enum(Template, by_value=True)
    phone = String()
    language = String()
    text = String()
    parts = Integer()
    at = AwareDateTime(format="iso")
