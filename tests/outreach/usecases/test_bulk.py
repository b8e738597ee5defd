"""
A batch costs as many statements whatever its size.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from shared.contracts.event import Event
from shared.kernel.ids import new_id
from tests.outreach.desk import Desk, Guest, Meeting, meeting
from tests.support.bus import envelope_of

FEW, MANY = 10, 40
Step = Callable[[Guest, Meeting], Event]
STEPS: dict[str, tuple[Step, int]] = {
    "miss": (Guest.missed, 1),
    "late cancellation": (Guest.excused_late, 2),
    "return": (lambda mother, _session: mother.attended(meeting(week=1)), 1),
    "no thanks": (lambda mother, _session: mother.declined(), 1),
}


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_conn, _cursor, statement, *_rest):
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


class TestBatch:
    @pytest.mark.parametrize("step", STEPS)
    def test_costs_as_many_statements_for_forty_as_for_ten(self, desk: Desk, step: str):
        """
        Forty mothers of one evening are read and written at once, whether they
        miss, cancel, come back or say no thanks.
        """
        act, version = STEPS[step]
        session = meeting()
        everybody = [Guest(id=new_id()) for _ in range(FEW + MANY)]
        few, many = everybody[:FEW], everybody[FEW:]
        if step != "miss":
            desk.take(envelope_of(each.missed(session)) for each in everybody)

        with counted(desk.engine) as beside:
            desk.take(envelope_of(act(each, session), version=version) for each in few)
        with counted(desk.engine) as together:
            desk.take(envelope_of(act(each, session), version=version) for each in many)

        # What is written goes in messages of two hundred and fifty rows.
        assert len(together) <= len(beside) + 1
        assert desk.failing() == []
        assert bool(desk.mother(many[-1]).open_follow_ups) is (step == "miss")
