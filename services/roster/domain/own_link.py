"""
The link by which a mother sees the next session, and cancels it, without an account.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.errors import MotherNotExpected
from services.roster.domain.mother import Mother
from shared.kernel.secret import digest_of

# Whoever is not among these has left, or never came: the link shows her nothing.
_IN_THE_GROUP = frozenset(
    {
        Enrolment.INTERESTED,
        Enrolment.FIRST_VISIT_PLANNED,
        Enrolment.ACTIVE,
        Enrolment.PAUSED,
        Enrolment.LEAVING,
    }
)


def may_have_link(mother: Mother) -> bool:
    return mother.enrolment in _IN_THE_GROUP


def refuse_unless_may_have_link(mother: Mother) -> None:
    """
    Refuse one who has not said yes yet, or is not with us any more.
    """
    if not may_have_link(mother):
        raise MotherNotExpected(state=mother.enrolment, version=mother.version)


@dataclass(kw_only=True)
class OwnLink:
    """
    A mother's link; without a digest it was taken back, and opens nothing.

    Of the secret only its digest is kept: it is shown once, to whoever gives it to her.
    """

    mother_id: UUID
    digest: str | None = field(default=None, repr=False)
    made_at: datetime
    expires_at: datetime

    @classmethod
    def to(
        cls, secret: str, *, mother_id: UUID, at: datetime, lasts: timedelta
    ) -> Self:
        """
        Make a link that is good from now on, for so long.
        """
        return cls(
            mother_id=mother_id,
            digest=digest_of(secret),
            made_at=at,
            expires_at=at + lasts,
        )

    def is_good(self, *, at: datetime) -> bool:
        return self.digest is not None and at < self.expires_at

    def opens_to(self, mother: Mother, *, at: datetime) -> bool:
        """
        Return whether it shows her anything: her no thanks ends it, like her leaving.
        """
        return self.is_good(at=at) and may_have_link(mother)
