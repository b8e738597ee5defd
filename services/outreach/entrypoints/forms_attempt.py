"""
What is read of an attempt that was tapped on a page.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from marshmallow import EXCLUDE, post_load, pre_load
from marshmallow.fields import NaiveDateTime
from marshmallow.validate import Range

from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.looking_back import TOO_LONG_AGO
from services.outreach.entrypoints.schemas import AttemptRequest
from shared.kernel.clock import in_utc

NO_ANSWER, LEFT_MESSAGE = AttemptOutcome.NO_ANSWER, AttemptOutcome.LEFT_MESSAGE
UNANSWERED: Mapping[Channel, AttemptOutcome] = {
    Channel.CALL: NO_ANSWER,
    Channel.TEXT: LEFT_MESSAGE,
    Channel.VOICE: LEFT_MESSAGE,
    Channel.VISIT: NO_ANSWER,
    Channel.BUDDY: LEFT_MESSAGE,
    Channel.PICKUP_OFFER: LEFT_MESSAGE,
}
"""What one tap says where she was not reached."""
# A year that no clock on a wall has shown cannot be put into UTC.
_EARLIEST = datetime(2000, 1, 1)  # noqa: DTZ001 - Compared with what a form says.


class AttemptForm(AttemptRequest):
    """
    The same from a page: an empty field is none, a time is that of a wall's clock.
    """

    class Meta:
        unknown = EXCLUDE

    at = NaiveDateTime(
        format="%Y-%m-%dT%H:%M",
        load_default=None,
        validate=Range(min=_EARLIEST, error=TOO_LONG_AGO),
    )

    @pre_load
    def _plain(self, sent: Mapping[str, Any], **_known: Any) -> dict[str, Any]:
        told = {name: value for name, value in sent.items() if value != ""}
        unanswered = told.pop("unanswered", None)
        if unanswered in UNANSWERED:
            outcome = UNANSWERED[Channel(unanswered)]
            told |= {"channel": unanswered, "outcome": outcome}
        return told

    @post_load
    def _in_utc(self, told: dict[str, Any], **_known: Any) -> dict[str, Any]:
        at: datetime | None = told["at"]
        return told | {"at": at and in_utc(at.date(), at.time())}
