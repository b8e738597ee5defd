"""
Registers that are ready to be closed: one session each, with one mother who missed it.
"""

import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from deploy.client import Client
from shared.kernel.clock import on_the_wall

_STARTS_AT = "10:00"
_ENDS_AT = "12:00"
_CONTACTS = text("SELECT count(*) FROM contacts")
_PATIENCE = 60.0  # seconds
_LOOK = 0.1  # seconds


class NotHeard(Exception):
    """
    What roster has announced did not reach outreach in time.
    """


def prepare_registers(client: Client, number: int, *, label: str = "") -> Sequence[str]:
    """
    Return the ids of sessions of yesterday, each of a group of one mother of its own.

    A mother is expected from the day on which she said yes, so that is before.
    """
    today = on_the_wall(datetime.now(UTC)).date()
    session_day = today - timedelta(days=1)
    said_yes_on = today - timedelta(days=14)
    return [
        _prepare(
            client,
            f"{label}{one}",
            session_day=session_day.isoformat(),
            weekday=session_day.weekday(),
            said_yes_on=said_yes_on.isoformat(),
        )
        for one in range(number)
    ]


def _prepare(
    client: Client,
    name: str,
    *,
    session_day: str,
    weekday: int,
    said_yes_on: str,
    mothers: int = 1,
) -> str:
    group = client.post(
        "/roster/api/groups",
        {
            "name": f"Prøvegruppe {name}",
            "weekday": weekday,
            "starts_at": _STARTS_AT,
            "ends_at": _ENDS_AT,
            "place": "Prøvehuset",
        },
        step=f"group:{name}",
    )
    for one in range(mothers):
        client.post(
            "/roster/api/mothers",
            {
                "group_id": group["id"],
                "display_name": f"Prøve Udeblevet {name} {one}",
                "languages": ["da"],
                "said_yes_on": said_yes_on,
            },
            step=f"mother:{name}:{one}",
        )
    session = client.post(
        "/roster/api/sessions",
        {"group_id": group["id"], "date": session_day},
        step=f"session:{name}",
    )
    return str(session["id"])


def prepare_full_registers(
    client: Client, number: int, *, mothers: int, missed: int
) -> Sequence[str]:
    """
    Return the ids of sessions of groups of their own, where all but a few have come.
    """
    return [
        _prepare_full(client, f"full-{one}", mothers=mothers, missed=missed)
        for one in range(number)
    ]


def _prepare_full(client: Client, name: str, *, mothers: int, missed: int) -> str:
    session_day = on_the_wall(datetime.now(UTC)).date() - timedelta(days=1)
    session_id = _prepare(
        client,
        name,
        session_day=session_day.isoformat(),
        weekday=session_day.weekday(),
        said_yes_on=(session_day - timedelta(days=14)).isoformat(),
        mothers=mothers,
    )
    path = f"/roster/api/sessions/{session_id}"
    expected = client.get(path)["lines"]
    for line in expected[missed:]:
        content = {"mother_id": line["mother_id"], "outcome": "attended"}
        client.post(f"{path}/marks", content, step=f"{name}:{line['mother_id']}")
    return session_id


def wait_until_outreach_has_heard(outreach_url: str, *, of: int) -> None:
    """
    Wait until outreach knows this many mothers' contacts.

    Raises NotHeard.
    """
    engine = create_engine(outreach_url, poolclass=NullPool)
    until = time.monotonic() + _PATIENCE
    while _mothers_known(engine) < of:
        if time.monotonic() > until:
            raise NotHeard
        time.sleep(_LOOK)


def _mothers_known(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(_CONTACTS) or 0


def prepare_mothers(client: Client, number: int) -> None:
    """
    Put this many mothers on the list of one group, as a file.
    """
    group = client.post(
        "/roster/api/groups",
        {
            "name": "Prøvegruppen",
            "weekday": 1,
            "starts_at": _STARTS_AT,
            "ends_at": _ENDS_AT,
            "place": "Prøvehuset",
        },
        step="group:large",
    )
    lines = ["navn;sprog", *(f"Prøve Mor {one};dansk" for one in range(number))]
    client.post(
        "/roster/api/imports",
        {"group_id": group["id"], "text": "\n".join(lines)},
        step="import",
    )
