"""
The group in figures.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from services.roster.domain.enrolment import Enrolment, Step
from services.roster.domain.register import SessionState
from services.roster.entrypoints.danish_words import CANCELLATION_REASONS, OUTCOMES
from services.roster.entrypoints.enrolment_words import LEAVE_REASONS, STATES
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases.cancellations import (
    AT_MOST_CANCELLED,
    GroupCancellations,
    group_cancellations,
)
from services.roster.usecases.figures import group_figures
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.turnover import GroupTurnover, group_turnovers
from shared.kernel.small_counts import Figure, figures_of
from shared.web.http import Call
from shared.web.language import gettext
from shared.web.language import lazy_gettext as _

_MOTHERS: dict[str, str] = {
    code: name for code, name in STATES.items() if code != Enrolment.ERASED
}
_SESSIONS: dict[str, str] = {
    SessionState.CLOSED: _("Holdt"),
    SessionState.CANCELLED: _("Aflyst"),
}
_REASONS: dict[str, str] = CANCELLATION_REASONS | {"not_told": _("Ikke oplyst")}
_SIX_YEARS: dict[str, str] = {
    "planned": _("Planlagt"),
    "cancelled": _("Aflyst"),
    "standard": _("Målet er højst"),
}
_WITHOUT: dict[str, str] = {"weeks": _("Uger siden den sidste, eller siden starten")}

_LEFT_FOR: dict[str, str] = LEAVE_REASONS | {
    Enrolment.DECLINED: _("Nej tak"),
    Step.CHANGED_GROUP: _("En anden gruppe"),
}

_Part = tuple[str, list[Figure], Mapping[str, str]]
"""A heading, its figures, and what each is called."""


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/figures", "figures.html")
    def figures(self, call: Call) -> dict[str, Any]:
        seen = group_figures(now=call.now, uow=self.uow)
        # A session is nobody: its count is told however small it is.
        sessions = [
            Figure(code=code, count=seen.sessions.get(code, 0)) for code in _SESSIONS
        ]
        outcomes = figures_of(seen.outcomes, codes=OUTCOMES)
        return {
            "title": gettext("Gruppen i tal"),
            "parts": [
                (gettext("Mødre"), figures_of(seen.mothers, codes=_MOTHERS), _MOTHERS),
                (gettext("Mødegange det sidste år"), sessions, _SESSIONS),
                (gettext("I registrene de sidste 12 uger"), outcomes, OUTCOMES),
                *_cancellations(group_cancellations(now=call.now, uow=self.uow)),
                *_turnovers(group_turnovers(now=call.now, uow=self.uow)),
            ],
        }


def _cancellations(found: list[GroupCancellations]) -> Iterator[_Part]:
    for one in found:
        called = {"group": one.group.name}
        six_years = gettext("De sidste seks år i %(group)s") % called
        why = gettext("Aflyst de sidste seks år i %(group)s, fordi") % called
        without = gettext("Uden aflysning i %(group)s") % called
        yield six_years, _in_six_years(one), _SIX_YEARS
        yield why, _why_cancelled(one), _REASONS
        yield without, _weeks(one), _WITHOUT


def _turnovers(found: list[GroupTurnover]) -> Iterator[_Part]:
    for one in found:
        yield _who_comes_and_goes(one)
        yield _what_they_left_for(one)


def _who_comes_and_goes(seen: GroupTurnover) -> _Part:
    counts: dict[str, int] = {"active": seen.active}
    words: dict[str, str] = {"active": gettext("I gruppen nu")}
    for half, told in seen.by_half_year.items():
        when = {"half": half.half, "year": half.year}
        code = f"{half.year}-{half.half}"
        counts |= {f"came-{code}": told.came, f"left-{code}": told.left}
        words[f"came-{code}"] = gettext("Kom til, %(half)s. halvår %(year)s") % when
        words[f"left-{code}"] = gettext("Gik videre, %(half)s. halvår %(year)s") % when
    heading = gettext("Til og fra %(group)s") % {"group": seen.group.name}
    return heading, figures_of(counts, codes=words), words


def _what_they_left_for(seen: GroupTurnover) -> _Part:
    """
    Return the reasons of all half-years together: of one alone they would be too few.
    """
    counts: Counter[str] = Counter()
    for told in seen.by_half_year.values():
        counts.update(told.reasons)
    heading = gettext("Hvorfor de gik videre fra %(group)s") % {
        "group": seen.group.name
    }
    return heading, figures_of(counts, codes=_LEFT_FOR), _LEFT_FOR


def _in_six_years(seen: GroupCancellations) -> list[Figure]:
    """
    Return how many were cancelled of those planned, beside the standard.
    """
    counts = {
        "planned": seen.planned,
        "cancelled": seen.cancelled,
        "standard": AT_MOST_CANCELLED,
    }
    return [Figure(code=code, count=count) for code, count in counts.items()]


def _why_cancelled(seen: GroupCancellations) -> list[Figure]:
    return [Figure(code=code, count=seen.reasons.get(code, 0)) for code in _REASONS]


def _weeks(seen: GroupCancellations) -> list[Figure]:
    """
    Return the one figure, or none as long as nothing has been held.
    """
    weeks = seen.weeks_without
    return [] if weeks is None else [Figure(code="weeks", count=weeks)]
