"""
A mother is erased everywhere, for good, with each database and broker.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, MetaData, Table, select

from shared.bus.tables import inbox, outbox
from shared.bus.topology import CONSUMED
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.journeys.conftest import Everything
from tests.journeys.spine import CANCELS_LATE, MISSES, Spine, play_the_spine
from tests.support.bus import eventually

# In these her id stays, and nothing else of her: that she is erased, who looked at her,
# and which version of what was told of her was the newest.
ONLY_HER_ID = {"erased", "erasures", "looks", "aggregate_versions", "outbox"}


def rows(engine: Engine) -> Iterator[tuple[str, Any]]:
    """
    Give all that stands in a database, as text.
    """
    with engine.connect() as connection:
        for table in tables_of(engine):
            for row in connection.execute(select(table)):
                told = [bytes(v) if isinstance(v, memoryview) else v for v in row]
                yield table.name, repr(told).replace("-", "")


@cache
def tables_of(engine: Engine) -> Sequence[Table]:
    """
    Return what a database consists of, asked of it once.
    """
    tables = MetaData()
    tables.reflect(engine)
    return tables.sorted_tables


def where(everything: Everything, word: str) -> set[str]:
    word = repr(word)[1:-1].replace("-", "")
    return {
        f"{service}: {table}"
        for service, engine in everything.house.engines.items()
        for table, told in rows(engine)
        if word in told
    }


def letters_about(engine: Engine, mother_id: str) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        told = [dict(row._mapping) for row in connection.execute(select(outbox))]
    return [row for row in told if mother_id.encode() in bytes(row["body"])]


def send_again(engine: Engine, letters: list[dict[str, Any]]) -> set[tuple[str, UUID]]:
    """
    Tell the same anew, as if it had been on its way; return who is to hear what.
    """
    again = []
    for letter in letters:
        event_id = new_id()
        old, new = str(letter["event_id"]).encode(), str(event_id).encode()
        body = bytes(letter["body"]).replace(old, new)
        again.append(
            letter | {"event_id": event_id, "body": body, "published_at": None}
        )
    with engine.begin() as connection:
        for row in again:
            connection.execute(outbox.insert().values(row))
    return {
        (service, row["event_id"])
        for row in again
        for service, events in CONSUMED.items()
        if row["routing_key"] in {event.event_type for event in events}
    }


def taken_in(everything: Everything) -> set[tuple[str, UUID]]:
    found = set()
    for service, engine in everything.house.engines.items():
        with engine.connect() as connection:
            ids = connection.scalars(select(inbox.c.event_id))
            found |= {(service, event_id) for event_id in ids}
    return found


def parts_told(
    everything: Everything, service: str, mother_id: str, by: Role
) -> set[str]:
    """
    Return what she is told that is kept of her, each service by whom may see it.
    """
    path = f"/{service}/api/mothers/{mother_id}/personal"
    told = everything.client.get(path, by=by)["parts"]
    return {part for part, kept in told.items() if kept}


class TestErasure:
    def test_reaches_everything_and_holds(self, everything: Everything):
        """
        Of her stays an id that says nothing; each service confirms; what comes late, or
        is sent again, brings nothing back; and nobody else is touched.
        """
        spine = Spine(everything.client, everything.clock.now())
        play_the_spine(spine, everything.clock.now())
        mother_id, other_id = spine.mothers[MISSES], spine.mothers[CANCELS_LATE]
        engines = everything.house.engines
        before = {
            name: letters_about(engine, mother_id) for name, engine in engines.items()
        }
        assert all(before[name] for name in ("roster", "outreach", "referrals"))
        assert not parts_told(everything, "referrals", mother_id, Role.COORDINATOR) - {
            "children"
        }
        assert parts_told(everything, "referrals", mother_id, Role.PAEDAGOG) >= {
            "referrals",
            "referral_history",
        }
        assert {"mother", "children", "attendances", "follow_ups", "messages"} <= {
            part
            for name in ("roster", "outreach", "notifications")
            for part in parts_told(everything, name, mother_id, Role.COORDINATOR)
        }
        others = {
            (name, row)
            for name, engine in engines.items()
            for row in rows(engine)
            if other_id.replace("-", "") in row[1] and row[0] not in ONLY_HER_ID
        }

        everything.client.post(f"/roster/api/mothers/{mother_id}/erase", step="erase")

        def erased() -> bool:
            found = everything.client.get("/roster/api/erasures")
            return [one["id"] for one in found if one["completed_at"]] == [mother_id]

        assert eventually(erased)
        late = set[tuple[str, UUID]]()
        for name, engine in engines.items():
            late |= send_again(engine, before[name])
        assert {service for service, _ in late} >= {"outreach", "notifications"}
        assert eventually(lambda: late <= taken_in(everything))
        for engine in engines.values():
            with engine.begin() as connection:
                connection.execute(outbox.delete())

        assert where(everything, MISSES) == set()
        assert where(everything, "+4520123402") == set()
        assert {
            place.partition(": ")[2] for place in where(everything, mother_id)
        } <= ONLY_HER_ID
        for row in others:
            assert row in {
                (name, one) for name, engine in engines.items() for one in rows(engine)
            }
