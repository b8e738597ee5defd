"""
What the pages of referrals share.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services.referrals.domain.guarantee import months_later
from services.referrals.domain.sealed_sight import Reader
from services.referrals.entrypoints.access import ACCESS
from services.referrals.entrypoints.field_words import FIELD_WORDS
from services.referrals.entrypoints.forms import Form
from services.referrals.entrypoints.wording import WORDING
from services.referrals.usecases.sealed_queries import note_sealed_looks
from shared.kernel.clock import on_the_wall
from shared.web.http import Call
from shared.web.pages import Pages
from shared.web.read_as import read_as


class SealedPages(Pages):
    """
    Pages on which something may be sealed: who was shown it is written down apart.
    """

    def note_looks(
        self,
        service: Any,
        call: Call,
        route: str,
        told: Mapping[str, Any],
        ids: Mapping[str, Any],
    ) -> None:
        """
        Write the looks of a page into the log, and those at sealed cases into theirs.
        """
        super().note_looks(service, call, route, told, ids)
        shown = [case.id for case in told.get("sealed", ())]
        note_sealed_looks(shown, reader=reader_of(call), now=call.now, uow=service.uow)


_TEMPLATES = Path(__file__).parents[1] / "templates"
PAGES = SealedPages("referrals", _TEMPLATES, WORDING, ACCESS, FIELD_WORDS)
_MONTHS_SHOWN = 24
_MONTHS_BACK = 4  # A start may be noted when the child has been there for a while.


@dataclass(frozen=True, kw_only=True)
class FormStep:
    """
    A form on a page, and the use case that it is for.
    """

    form: type[Form]
    take: Callable[..., Any]

    def send(self, content: Mapping[str, str], **told: Any) -> Any:
        """
        Read the form, and do what it asks.

        Raises Invalid, and what the use case raises.
        """
        return self.take(**read_as(self.form, content), **told)


def reader_of(call: Call) -> Reader:
    return Reader(
        user_id=call.user_id,
        role=call.by,
        organisation=call.organisation,
        organisation_id=call.organisation_id,
    )


def today(now: datetime) -> date:
    return on_the_wall(now).date()


def months_to_come(now: datetime) -> list[date]:
    return _months(now, range(_MONTHS_SHOWN))


def latest_months(now: datetime) -> list[date]:
    return _months(now, range(0, -_MONTHS_BACK, -1))


def _months(now: datetime, later: range) -> list[date]:
    this_month = today(now).replace(day=1)
    return [months_later(this_month, months=months) for months in later]
