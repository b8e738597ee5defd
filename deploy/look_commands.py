"""
What the commands about the log of looks do.
"""

import sys
from argparse import ArgumentTypeError, Namespace

from deploy.house import make_house
from shared.bus.topology import SERVICES
from shared.config import Settings
from shared.looks.chain import End
from shared.looks.check import Verdict, check_looks
from shared.looks.reading import looking


def check(settings: Settings, told: Namespace) -> int:
    """
    Follow each log from its beginning to its end; say where it is not as it was.
    """
    names = SERVICES if told.service == "all" else (told.service,)
    house = make_house(settings, services=names)
    are_whole = True
    for service, engine in house.engines.items():
        with looking(engine) as connection:
            verdict = check_looks(connection, known=told.known)
        are_whole = are_whole and verdict.is_whole
        sys.stdout.write(f"{service}: {_said(verdict)}\n")
    return 0 if are_whole else 1


def noted_end(told: str) -> End:
    """
    Read an end as it was noted, ``4711:9f86d0...``.
    """
    number, _, noted = told.partition(":")
    if not number.isdecimal() or not noted:
        raise ArgumentTypeError("as NUMBER:HASH, from the log or an earlier check")
    return End(number=int(number), hash=noted)


def _said(verdict: Verdict) -> str:
    if not verdict.is_whole:
        return f"BROKEN at look {verdict.broken_at}: it is not as it was written"
    return (
        f"whole, {verdict.checked} looks, ends {verdict.end.number}:{verdict.end.hash}"
    )
