"""
One text as it is handed to a gateway.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.notifications.domain.sms_length import sms_parts


@dataclass(frozen=True, kw_only=True)
class OutgoingText:
    """
    The number and the words; both stay out of logs and traces.
    """

    message_id: UUID
    phone: str = field(repr=False)
    language: str = field(repr=False)
    text: str = field(repr=False)
    at: datetime

    @property
    def parts(self) -> int:
        return sms_parts(self.text)
