"""
Whether a register is closed as quickly in a country as in a town.

Not filled are the bus's own tables: what has been published and what has come in.
"""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.bench.growth_fill import fill
from tests.bench.growth_requests import Ask, Desk, asked_in_turns, line_of
from tests.bench.growth_town import IN_A_GROUP, WEEKS, Town
from tests.bench.household import Household, household
from tests.bench.line import Ground, Line
from tests.bench.say import say
from tests.support.databases import fresh_database

SMALL = 500  # groups
LARGE = 50_000  # groups; fewer where BENCH_GROWTH_GROUPS says so, to try it out.
SERVICES = ("roster", "outreach")

# Outreach is asked before a roster runs and roster after outreach has ended: both towns
# are on one broker, and each would hear of the other's registers.
_ASKED: dict[str, dict[str, Ask]] = {
    "outreach": {
        "follow-up list, page": Desk.follow_up_page,
        "follow-up list, API": Desk.follow_up_list,
    },
    "roster": {
        "register page, open register": Desk.open_register,
        "register page, closed register": Desk.closed_register,
        "closing a register": Desk.close_register,
    },
}


def measure(ground: Ground) -> list[Line]:
    groups = int(os.environ.get("BENCH_GROWTH_GROUPS", LARGE))
    last_day = datetime.now(UTC).date() - timedelta(days=1)
    small, large = (Town(groups=one, last_day=last_day) for one in (SMALL, groups))
    with (
        household(ground, services=SERVICES) as small_home,
        beside(small_home, ground, services=SERVICES) as large_home,
    ):
        seconds = _fill(small_home, small) + _fill(large_home, large)
        say(f"  filled in {seconds:.0f} s")
        return lines_of(
            ground,
            large_home=large_home,
            large=large,
            small_home=small_home,
            small=small,
        )


def lines_of(
    ground: Ground,
    *,
    large_home: Household,
    large: Town,
    small_home: Household,
    small: Town,
) -> list[Line]:
    """
    Measure two households whose databases are filled.
    """
    return [
        line
        for service in ("outreach", "roster")
        for line in _lines(
            service, ground, homes=(large_home, small_home), towns=(large, small)
        )
    ]


def _lines(
    service: str,
    ground: Ground,
    *,
    homes: tuple[Household, Household],
    towns: tuple[Town, Town],
) -> Iterator[Line]:
    with ExitStack() as stack:
        desks = []
        for home, town in zip(homes, towns, strict=True):
            running = stack.enter_context(home.running(service))
            desks.append(
                stack.enter_context(closing(Desk(running.address, town, home.browser)))
            )
        large, small = desks
        for what, ask in _ASKED[service].items():
            took = asked_in_turns(ask, large=large, small=small, rounds=ground.rounds)
            yield line_of(
                f"growth: {what}, {towns[0].mothers:,} mothers",
                took,
                against=f"itself with {towns[1].mothers:,}",
                notes=[_told(towns[0])],
            )


def _told(town: Town) -> str:
    return (
        f"{town.groups:,} groups of {IN_A_GROUP}, {town.attendances:,} attendances in "
        f"roster ({WEEKS} for each mother); every register is another group's"
    )


def _fill(home: Household, town: Town) -> float:
    """
    Fill the databases of both services at once; return how many seconds it took.
    """
    since = time.monotonic()
    with ThreadPoolExecutor() as both:
        filled = [both.submit(fill, home.databases[one], one, town) for one in SERVICES]
    for one in filled:
        one.result()
    return time.monotonic() - since


@contextmanager
def beside(
    home: Household, ground: Ground, *, services: Sequence[str]
) -> Iterator[Household]:
    """
    Prepare the same services a second time, on the same broker.
    """
    with ExitStack() as stack:
        databases = {
            one: stack.enter_context(fresh_database(server_url=ground.postgres_url))
            for one in services
        }
        folder = home.folder / "beside"
        folder.mkdir()
        own = {f"BABYGRUPPE_DATABASE_{one.upper()}": databases[one] for one in services}
        second = replace(
            home,
            environment={**home.environment, **own, "BABYGRUPPE_VAR": str(folder)},
            databases=databases,
            folder=folder,
        )
        for service in services:
            second.run("migrate", service)
        yield second
