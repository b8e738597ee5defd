"""
Mothers on their way into the group and out of it again, for the sample.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from deploy.client import Client
from shared.kernel.organisations import Role

_SUGGESTED = "Hodan Warsadame"
_INVITED = "Ngọc Trinh Vương"
_INTERESTED = "Ioana Plopșoreanu"
_COMES_SOON = "Efua Ansabrempong"
_PAUSES = "Lidija Jagodnjak"


def load_ways(client: Client, group_id: str, sessions: Mapping[str, str]) -> None:
    """
    Enter one mother in each of five places; whoever tries it out sees what comes next.
    """
    last = max(sessions)
    for name, suggested_by in (
        (_SUGGESTED, "health_visitor"),
        (_INVITED, "a_mother"),
        (_INTERESTED, "daycare"),
        (_COMES_SOON, "herself"),
        (_PAUSES, None),
    ):
        told = {
            "group_id": group_id,
            "display_name": name,
            "suggested_by": suggested_by,
        }
        mother = client.post("/roster/api/mothers", told, step=f"way:{name}")
        _go(client, f"/roster/api/mothers/{mother['id']}", name, last=last, at=sessions)


def _go(
    client: Client, her: str, name: str, *, last: str, at: Mapping[str, str]
) -> None:
    if name in {_INVITED, _INTERESTED, _COMES_SOON}:
        client.post(f"{her}/invite", step=f"way:{name}:invite", by=Role.HEALTH_VISITOR)
    if name in {_INTERESTED, _COMES_SOON}:
        client.post(f"{her}/yes", {"said_yes_on": min(at)}, step=f"way:{name}:yes")
    if name == _COMES_SOON:
        visit = {"session_id": at[last]}
        client.post(f"{her}/first-visit", visit, step=f"way:{name}:visit")
    if name == _PAUSES:
        until = date.fromisoformat(last) + timedelta(weeks=4)
        pause = {"reason": "travel", "until": until.isoformat()}
        client.post(f"{her}/pause", pause, step=f"way:{name}:pause")
