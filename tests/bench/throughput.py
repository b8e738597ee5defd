"""
Events a second: ours against three frameworks and against a loop without any.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from tests.bench.contenders import OURS, OUTREACH, RIVALS, Rival
from tests.bench.line import Ground, Line, line_of_rounds
from tests.bench.peer import Peer
from tests.bench.rounds import UNIT, rates_of
from tests.bench.say import say

WHAT = "events a second, one process"
TRIAL = 0.5  # of a round

Rates = Mapping[str, Sequence[float]]


def measure(ground: Ground) -> list[Line]:
    """
    Try each rival's settings, then let everybody have a turn in every round.
    """
    ours = [one for one in (OURS, OUTREACH) if ground.wants(one.name)]
    rivals = [one for one in RIVALS if ground.wants(one.name)]
    best = {one.name: _best(one, ground) for one in rivals}
    rates = rates_of([*ours, *(peer for peer, _ in best.values())], ground)
    lines = []
    if ground.wants(OURS.name):
        lines += [_against(one, best[one.name][1], rates) for one in rivals]
    if ground.wants(OUTREACH.name):
        lines.append(_told_of_outreach(rates))
    return lines


def _best(rival: Rival, ground: Ground) -> tuple[Peer, str]:
    """
    Return the setting that was the fastest in one short round, and all their rates.
    """
    if len(rival.settings) == 1:
        return rival.settings[0], ""
    tried = {}
    once = replace(ground, rounds=1)
    for peer in rival.settings:
        trial = replace(peer, number=int(peer.number * TRIAL))
        tried[_setting(peer)] = rates_of([trial], once)[peer.name][0]
    best = max(rival.settings, key=lambda peer: tried[_setting(peer)])
    found = ", ".join(f"{name}: {rate:,.0f}" for name, rate in tried.items())
    say(f"     {rival.name}: {_setting(best)} is the best of {found}")
    return best, f"Setting {_setting(best)}, the best of {found} in a trial each."


def _setting(peer: Peer) -> str:
    return " ".join(peer.arguments)


def _against(rival: Rival, trial: str, rates: Rates) -> Line:
    return line_of_rounds(
        what=WHAT,
        against=rival.called,
        unit=UNIT,
        ours=rates[OURS.name],
        theirs=rates[rival.name],
        at_least=rival.at_least,
        notes=[*filter(None, [trial]), *rival.notes],
    )


def _told_of_outreach(rates: Rates) -> Line:
    """
    Outreach writes more than three rows: mothers, sessions, episodes and two events.
    """
    of_three_rows = rates.get(OURS.name)
    return Line(
        what=f"{WHAT}: outreach with its own policies",
        against="ours with the three rows",
        unit=UNIT,
        ours=median(rates[OUTREACH.name]),
        theirs=median(of_three_rows) if of_three_rows else None,
        notes=(
            "It also keeps mothers, sessions and episodes, and announces two events.",
        ),
    )
