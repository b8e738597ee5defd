"""
Invented mothers and sessions, entered over the JSON API as any script would.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from deploy.client import Client
from shared.kernel.clock import on_the_wall

NAMES = (
    "Aylin Prøvedal",
    "Bahar Opdigt",
    "Chiara Påfund",
    "Dilnoza Eksempel",
    "Emine Lånenavn",
)
_ROSTER = "navn;telefon;sprog\n"
_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """
    A group of its own with one session, and its mothers' ids by their names.
    """

    group_id: str
    session_id: str
    mothers: dict[str, str] = field(repr=False)

    @property
    def page(self) -> str:
        return f"/roster/sessions/{self.session_id}"

    @property
    def api(self) -> str:
        return f"/roster/api/sessions/{self.session_id}"


def enter_meeting(
    client: Client, *, now: datetime, names: tuple[str, ...] = NAMES
) -> Meeting:
    """
    Enter a group that nobody else has, whose session began half an hour ago.
    """
    group_id = _new(client, "/roster/api/groups", _group(now))["id"]
    mothers = _take_in(client, group_id, names)
    session = {"group_id": group_id, "date": _begins(now).date().isoformat()}
    session_id = _new(client, "/roster/api/sessions", session)["id"]
    return Meeting(group_id=group_id, session_id=session_id, mothers=mothers)


def _begins(now: datetime) -> datetime:
    """
    Return when the session began, on the same day by the clock on the wall.
    """
    wall = on_the_wall(now)
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight, wall - timedelta(minutes=30))


def _group(now: datetime) -> dict[str, Any]:
    begins = _begins(now)
    return {
        "name": f"Prøvegruppe {next(_numbers)}",
        "weekday": begins.weekday(),
        "starts_at": f"{begins:%H:%M}",
        "ends_at": "23:59",
        "place": "Prøvehuset",
    }


def _take_in(client: Client, group_id: str, names: tuple[str, ...]) -> dict[str, str]:
    lines = "".join(f"{name};{_phone()};tyrkisk\n" for name in names)
    content = {"group_id": group_id, "text": _ROSTER + lines, "dry_run": False}
    _new(client, "/roster/api/imports", content)
    listed = client.get("/roster/api/mothers", group_id=group_id)
    return {one["display_name"]: one["id"] for one in listed}


def _phone() -> str:
    return f"6700{next(_numbers):04d}"


def _new(client: Client, path: str, content: dict[str, Any]) -> Any:
    return client.post(path, content, step=str(uuid4()))
