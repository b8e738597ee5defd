"""
How long a follow-up takes while 100,000 events for mothers of other groups wait.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from deploy.client import Client
from shared.contracts.envelope import Envelope
from shared.contracts.roster.attendance import AttendanceMissed
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.bench.feed import Feed
from tests.bench.household import HOST, Household, Service, household
from tests.bench.line import Ground, Line
from tests.bench.registers import prepare_registers, wait_until_outreach_has_heard
from tests.bench.watch import RegisterChain
from tests.support.bus import envelope_of

WAITING = 100_000
TRIES = 3
_IDLE = 20
_WARM_UP = 5
_MOTHERS_A_SESSION = 20
_BETWEEN = 0.1  # seconds
_SESSION = timedelta(hours=2)


@dataclass(frozen=True, kw_only=True)
class _Try:
    """
    One register closed behind a backlog: what waited before it, and for how long.
    """

    waiting: int
    seconds: float


def measure(ground: Ground) -> list[Line]:
    with (
        household(ground, services=("roster", "outreach")) as home,
        home.running("roster") as roster,
    ):
        registers = prepare_registers(
            Client(roster.address, home.tokens), _WARM_UP + _IDLE + TRIES
        )
        idle = median(_idle(home, roster, registers[:-TRIES])[_WARM_UP:])
        tries = [
            _behind_the_others(ground, home, roster, one) for one in registers[-TRIES:]
        ]
    return [_line(idle=idle, tries=tries)]


def _line(*, idle: float, tries: Sequence[_Try]) -> Line:
    seconds = median(one.seconds for one in tries)
    told = ", ".join(f"{one.seconds:.1f} s behind {one.waiting:,}" for one in tries)
    a_second = median(one.waiting / one.seconds for one in tries)
    why = (
        "a service has one queue, which is read in the order of its arrival: what "
        f"comes last waits for all before it, here {a_second:,.0f} events a second"
    )
    return Line(
        what=f"latency of one event while {WAITING:,} wait for another group",
        against="itself when idle",
        unit="ms",
        ours=seconds * 1_000,
        theirs=idle * 1_000,
        notes=[
            f"{len(tries)} tries: {told}",
            why,
            "the register itself is closed at once; only the follow-up comes later",
        ],
    )


def _idle(home: Household, roster: Service, registers: Sequence[str]) -> list[float]:
    with home.running("outreach"):
        wait_until_outreach_has_heard(home.databases["outreach"], of=len(registers))
        chain = _chain(home, roster)
        seconds = []
        for one in registers:
            seconds.append(chain.time(one))
            time.sleep(_BETWEEN)
    return seconds


def _behind_the_others(
    ground: Ground, home: Household, roster: Service, register: str
) -> _Try:
    """
    Close a register as soon as outreach has begun with what has waited for it.
    """
    with closing(Feed(ground.rabbitmq_url, "outreach")) as feed:
        feed.tell(_misses(WAITING))
        chain = _chain(home, roster)
        with home.running("outreach"):
            waiting = feed.waiting()
            seconds = chain.time(register)
    return _Try(waiting=waiting, seconds=seconds)


def _chain(home: Household, roster: Service) -> RegisterChain:
    return RegisterChain(
        host=HOST,
        port=roster.port,
        outreach_url=home.databases["outreach"],
        token=home.tokens[Role.COORDINATOR],
    )


def _misses(number: int) -> Iterator[Envelope]:
    """
    Make misses of as many mothers, who come to sessions in groups of twenty.
    """
    started_at = datetime.now(UTC) - timedelta(days=1)
    session_id = new_id()
    for one in range(number):
        if one % _MOTHERS_A_SESSION == 0:
            session_id = new_id()
        miss = AttendanceMissed(
            mother_id=new_id(),
            session_id=session_id,
            session_started_at=started_at,
            session_ended_at=started_at + _SESSION,
            missed_in_a_row=1,
            first_visit=False,
        )
        yield envelope_of(miss)
