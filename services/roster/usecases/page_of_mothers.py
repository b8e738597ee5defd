from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.roster.usecases import queries
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.views import MotherView

ON_A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class PageOfMothers:
    """
    A page of the list; ``next_after`` is its last mother, if others stand behind her.
    """

    mothers: list[MotherView]
    next_after: UUID | None


def page_of_mothers(*, uow: UnitOfWork, **asked: Any) -> PageOfMothers:
    """
    Return one page; it costs the same however many stand before and behind it.

    Raises GroupNotFound or MotherNotFound.
    """
    found = queries.mothers(**asked, limit=ON_A_PAGE + 1, uow=uow)
    page = found[:ON_A_PAGE]
    has_next = len(found) > ON_A_PAGE
    return PageOfMothers(
        mothers=page, next_after=page[-1].mother.id if has_next else None
    )
