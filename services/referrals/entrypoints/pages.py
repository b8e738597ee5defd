"""
The pages of referrals; the first is the overview, different for each role.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Self

from services.referrals.domain.hand_off import (
    GIVES_PLACES,
    HEARS_THE_WISH,
    HELPS_THE_MOTHER,
)
from services.referrals.domain.hand_off_codes import HandOffState
from services.referrals.domain.referral_codes import ReferralState
from services.referrals.domain.referral_record import RECIPIENTS, SENDERS
from services.referrals.domain.sight import NEVER_SENT
from services.referrals.entrypoints import (
    hand_off_pages,
    referral_pages,
    sealed_pages,
    sealed_words,
)
from services.referrals.entrypoints.page_frame import PAGES, reader_of, today
from services.referrals.entrypoints.words import (
    CONCERNS,
    HAND_OFF_STATES,
    REFERRAL_STATES,
    WORDS,
)
from services.referrals.usecases.figures import referral_figures
from services.referrals.usecases.queries import hand_offs_seen, referrals_seen
from services.referrals.usecases.sealed_queries import sealed_cases_seen
from services.referrals.usecases.views import HandOffLine, ReferralLine
from shared.kernel.organisations import Role
from shared.kernel.small_counts import figures_of
from shared.web.common import common_entrypoints
from shared.web.http import Call
from shared.web.language import gettext
from shared.web.language import lazy_gettext as _


def _as_read(_line: ReferralLine | HandOffLine) -> int:
    return 0


@dataclass(frozen=True, kw_only=True)
class Part:
    """
    A heading of the overview, the states below it, and what it says when it is empty.

    ``first`` is a line's day, where the day and not the age says what comes first.
    """

    title: str
    states: tuple[str, ...]
    empty: str
    oldest_first: bool = False
    first: Callable[[Any], Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Shown:
    """
    A part with what is in it.
    """

    part: Part
    lines: Sequence[ReferralLine | HandOffLine]

    @classmethod
    def of(cls, part: Part, lines: Sequence[ReferralLine | HandOffLine]) -> Self:
        return cls(part=part, lines=sorted(lines, key=part.first or _as_read))


_DRAFTS = Part(
    title=_("Kladder"), states=("draft",), empty=_("Ingen kladder ligger og venter.")
)
_SENT = Part(
    title=_("Sendt til sundhedsplejen"),
    states=("requested", "accepted", "scheduled", "declined", "completed"),
    empty=_("Der er ikke sendt nogen henvisninger endnu."),
)
_INBOX = (
    Part(
        title=_("Nye henvisninger"),
        states=("requested",),
        empty=_("Ingen nye henvisninger. Alt er læst."),
        oldest_first=True,
    ),
    Part(
        title=_("Skal have et besøg"),
        states=("accepted",),
        empty=_("Ingen venter på, at et besøg bliver aftalt."),
        oldest_first=True,
    ),
    Part(
        title=_("Aftalte besøg"),
        states=("scheduled",),
        empty=_("Ingen besøg er aftalt."),
        oldest_first=True,
        first=attrgetter("visit_at"),
    ),
)
_PLACES = Part(
    title=_("På vej til dagtilbud"),
    states=("wanted", "applied", "offered", "accepted"),
    empty=_("Ingen børn er på vej til en plads lige nu."),
)
_OFFERS = Part(
    title=_("Tilbud, der skal besvares"),
    states=("offered",),
    empty=_("Ingen tilbud skal besvares."),
    first=attrgetter("answer_by"),
)
_OTHER_PLACES = replace(_PLACES, states=("wanted", "applied", "accepted"))
_INTAKE = (
    Part(
        title=_("Har søgt og venter på en plads"),
        states=("applied",),
        empty=_("Ingen venter på en plads."),
        oldest_first=True,
    ),
    Part(
        title=_("Har fået tilbud"),
        states=("offered", "accepted"),
        empty=_("Ingen tilbud er sendt."),
        oldest_first=True,
    ),
)

_TOLD_STATES = {
    state: word for state, word in REFERRAL_STATES.items() if state not in NEVER_SENT
}

_COMMON: Any = common_entrypoints(PAGES)


class Entrypoints(
    referral_pages.Entrypoints,
    hand_off_pages.Entrypoints,
    sealed_pages.Entrypoints,
    _COMMON,
):
    """
    The overview, and the pages of one referral, one hand-off, one sealed case.
    """

    @PAGES.get("/", "overview.html")
    def overview(self, call: Call) -> dict[str, Any]:
        referrals = [
            self._referrals(part, call.by) for part in _referral_parts(call.by)
        ]
        places = [self._hand_offs(part, call.by) for part in _hand_off_parts(call.by)]
        answerable = [_OFFERS] if call.by in HELPS_THE_MOTHER else []
        return {
            **self._sealed(call),
            "offers": [self._hand_offs(part, call.by) for part in answerable],
            "referrals": referrals,
            "hand_offs": places,
            "may_draft": call.by in SENDERS,
            "may_want": call.by in HEARS_THE_WISH,
            "is_recipient": call.by in RECIPIENTS,
            "words": WORDS,
        }

    @PAGES.get("/figures", "referral_figures.html")
    def figures(self, call: Call) -> dict[str, Any]:
        seen = referral_figures(uow=self.uow)
        concerns = figures_of(seen.concerns, codes=CONCERNS)
        states = figures_of(seen.states, codes=_TOLD_STATES)
        places = figures_of(seen.hand_offs, codes=HAND_OFF_STATES)
        return {
            **self._sealed(call),
            "title": gettext("Henvisninger i tal"),
            "parts": [
                (gettext("Hvad henvisninger handler om"), concerns, CONCERNS),
                (gettext("Hvor langt de er"), states, _TOLD_STATES),
                (gettext("På vej til dagtilbud"), places, HAND_OFF_STATES),
            ],
        }

    def _sealed(self, call: Call) -> dict[str, Any]:
        """
        Return what is sealed and open, as far as it is hers; to most that is nothing.
        """
        cases = sealed_cases_seen(reader=reader_of(call), uow=self.uow)
        return {
            "sealed": [case for case in cases if case.ended_at is None],
            "sealed_words": sealed_words.WORDS,
            "today": today(call.now),
        }

    def _referrals(self, part: Part, by: Role) -> Shown:
        lines = referrals_seen(
            by=by,
            states=[ReferralState(state) for state in part.states],
            oldest_first=part.oldest_first,
            uow=self.uow,
        )
        return Shown.of(part, lines)

    def _hand_offs(self, part: Part, by: Role) -> Shown:
        lines = hand_offs_seen(
            by=by,
            states=[HandOffState(state) for state in part.states],
            oldest_first=part.oldest_first,
            uow=self.uow,
        )
        return Shown.of(part, lines)


def _referral_parts(by: Role) -> tuple[Part, ...]:
    if by in RECIPIENTS:
        return (*_INBOX, _DRAFTS) if by in SENDERS else _INBOX
    return (_DRAFTS, _SENT) if by in SENDERS else ()


def _hand_off_parts(by: Role) -> tuple[Part, ...]:
    if by in GIVES_PLACES:
        return _INTAKE
    if by in HELPS_THE_MOTHER:
        return (_OTHER_PLACES,)
    return (_PLACES,) if by in HEARS_THE_WISH else ()
