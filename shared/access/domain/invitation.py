"""
A link that lets somebody in once.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class LinkKind(StrEnum):
    """
    An invitation ends with a password of her own; a demo's link goes right in.
    """

    INVITATION = "invitation"
    DEMO = "demo"


LASTS: dict[LinkKind, timedelta] = {
    LinkKind.INVITATION: timedelta(days=3),
    LinkKind.DEMO: timedelta(minutes=30),
}


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """
    To look at it changes nothing, because mail programs and messengers look first.
    """

    digest: str
    kind: LinkKind
    user_id: UUID
    expires_at: datetime

    def is_usable(self, *, kind: LinkKind, now: datetime) -> bool:
        return self.kind == kind and now < self.expires_at
