"""
The coordinator's list in a town where other tests have left mothers on it.
"""

from deploy.client import Client

_OPEN = "/outreach/api/follow_ups"


def clear_the_list(client: Client) -> None:
    """
    Let everybody on the list have said that she comes: it shows 25 on its first page.
    """
    while waiting := _called_for(client):
        for mother_id, follow_up_id in waiting.items():
            client.post(
                f"{_OPEN}/{follow_up_id}/attempts",
                {"channel": "call", "outcome": "coming_next"},
                step=f"clear the list: {mother_id} {follow_up_id}",
            )


def _called_for(client: Client) -> dict[str, str]:
    """
    Return one open follow-up of each mother who has told nothing that waits.
    """
    found = client.get(_OPEN, state="open")
    return {one["mother_id"]: one["id"] for one in found if one["state"] != "reached"}
