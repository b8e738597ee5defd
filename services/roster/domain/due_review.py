from dataclasses import dataclass
from uuid import UUID

from services.roster.domain.enrolment import ReviewCause


@dataclass(frozen=True, kw_only=True)
class DueReview:
    """
    A mother about whom the team is to be asked; ``about`` is what it is because of.
    """

    mother_id: UUID
    cause: ReviewCause
    about: UUID | None = None
