"""
Two replicas on one queue and one database, against one; no event takes effect twice.

That the rows are exactly one an event is checked after every round.
"""

from dataclasses import replace

from tests.bench.contenders import OURS, OUTREACH
from tests.bench.line import Ground, Line, line_of_rounds
from tests.bench.peer import Peer
from tests.bench.rounds import UNIT, rates_of


def measure(ground: Ground) -> list[Line]:
    wanted = [one for one in (OURS, OUTREACH) if ground.wants(one.name)]
    pairs = [(one, _two_of(one)) for one in map(_shorter, wanted)]
    rates = rates_of([peer for pair in pairs for peer in pair], ground)
    return [
        line_of_rounds(
            what=f"two replicas, {one.name}",
            against="one",
            unit=UNIT,
            ours=rates[two.name],
            theirs=rates[one.name],
            notes=("Each event had one inbox row and one follow-up in every round.",),
        )
        for one, two in pairs
    ]


def _shorter(peer: Peer) -> Peer:
    return replace(peer, number=peer.number // 2)


def _two_of(peer: Peer) -> Peer:
    return replace(peer, name=f"{peer.name}, two replicas", processes=2)
