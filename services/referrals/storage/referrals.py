"""
Referrals as rows.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select

from services.referrals.domain.errors import ReferralNotFound
from services.referrals.domain.interpreter import (
    Interpreter,
    InterpreterKind,
    InterpreterState,
)
from services.referrals.domain.referral import Referral
from services.referrals.domain.referral_codes import (
    ConcernCategory,
    DeclineReason,
    OutcomeCode,
    Priority,
    ReferralState,
)
from services.referrals.domain.sight import NEVER_SENT
from services.referrals.storage.consents import consent_of, consent_row
from services.referrals.storage.history import History
from services.referrals.storage.tables import children, referral_history, referrals
from services.referrals.usecases.views import ReferralLine
from shared.db.counts import counts_by
from shared.db.repository import Repository
from shared.db.writes import Writes
from shared.kernel.organisations import Organisation, Role

_HISTORY = History(table=referral_history, parent="referral_id")


class SqlReferrals(Repository[Referral]):
    """
    Referrals with their history, and lists of them.
    """

    table = referrals
    missing = ReferralNotFound

    def listed(
        self,
        *,
        sent_by: Organisation | None,
        received: bool,
        states: Collection[ReferralState],
        oldest_first: bool,
        limit: int,
    ) -> list[ReferralLine]:
        """
        Return what this organisation drafted and, if ``received``, all that was sent.
        """
        seen = [referrals.c.drafted_by_organisation == sent_by]
        if received:
            seen.append(referrals.c.state.not_in(NEVER_SENT))
        order = referrals.c.id if oldest_first else referrals.c.id.desc()
        query = (
            select(referrals, children.c.birth_month)
            .outerjoin(children, children.c.child_id == referrals.c.child_id)
            .where(or_(*seen), referrals.c.state.in_(states))
            .order_by(order)
        )
        return [_line(row) for row in self.connection.execute(query.limit(limit))]

    def counts_by_concern(self) -> dict[str, int]:
        sent = referrals.c.state.not_in(NEVER_SENT)
        return counts_by(self.connection, referrals.c.concern, sent)

    def counts_by_state(self) -> dict[str, int]:
        return counts_by(self.connection, referrals.c.state)

    def to_row(self, thing: Referral) -> dict[str, Any]:
        interpreter = thing.interpreter
        same = {
            column.name: getattr(thing, column.name)
            for column in referrals.columns
            if not column.name.startswith(("interpreter_", "consent_"))
            and column.name != "changed_at"
        }
        return {
            **same,
            **consent_row(thing.consent),
            "interpreter_state": interpreter.state,
            "interpreter_language": interpreter.language,
            "interpreter_kind": interpreter.kind,
            "changed_at": thing.history[-1].at,
        }

    def from_rows(self, rows: Sequence[Any]) -> list[Referral]:
        history = _HISTORY.of(self.connection, [row.id for row in rows])
        return [
            Referral(
                id=row.id,
                mother_id=row.mother_id,
                child_id=row.child_id,
                interpreter=_interpreter(row),
                consent=consent_of(row),
                drafted_by_role=Role(row.drafted_by_role),
                drafted_by_organisation=Organisation(row.drafted_by_organisation),
                health_visitors_id=row.health_visitors_id,
                visit_at=row.visit_at,
                history=history[row.id],
                version=row.version,
                **_codes(row),
            )
            for row in rows
        ]

    def write_children(self, things: Sequence[Referral], writes: Writes) -> None:
        _HISTORY.write(things, writes)


def _interpreter(row: Any) -> Interpreter:
    kind = row.interpreter_kind
    return Interpreter(
        state=InterpreterState(row.interpreter_state),
        language=row.interpreter_language,
        kind=InterpreterKind(kind) if kind else None,
    )


def _codes(row: Any) -> dict[str, Any]:
    return {
        "concern": ConcernCategory(row.concern),
        "priority": Priority(row.priority),
        "state": ReferralState(row.state),
        "reason": DeclineReason(row.reason) if row.reason else None,
        "outcome_code": OutcomeCode(row.outcome_code) if row.outcome_code else None,
    }


def _line(row: Any) -> ReferralLine:
    return ReferralLine(
        id=row.id,
        mother_id=row.mother_id,
        child_id=row.child_id,
        birth_month=row.birth_month,
        interpreter=_interpreter(row),
        visit_at=row.visit_at,
        changed_at=row.changed_at,
        version=row.version,
        **_codes(row),
    )
