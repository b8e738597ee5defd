"""
The group in figures.
"""

from typing import Any

from services.roster.domain.enrolment import Enrolment
from services.roster.domain.register import SessionState
from services.roster.entrypoints.danish_words import OUTCOMES
from services.roster.entrypoints.enrolment_words import STATES
from services.roster.entrypoints.page_set import PAGES
from services.roster.usecases.figures import group_figures
from services.roster.usecases.ports import UnitOfWork
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
                (gettext("Mødegange de sidste 12 uger"), sessions, _SESSIONS),
                (gettext("I registrene de sidste 12 uger"), outcomes, OUTCOMES),
            ],
        }
