"""
The main job, as people do it over HTTP: from the register to everybody who acts on it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from deploy.client import Client
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Role
from tests.support.bus import eventually

LATEST_ENDING = "23:59"
COMES = "Prøve Mødt"
CANCELS_LATE = "Prøve Sent-Afbud"
MISSES = "Prøve Udeblevet"
SAYS_NO_THANKS = "Prøve Nej-Tak"
NAMES = (COMES, CANCELS_LATE, MISSES, SAYS_NO_THANKS)


class Spine:
    """
    One group of four mothers and one session that began ten minutes ago.
    """

    def __init__(self, client: Client, now: datetime) -> None:
        self.client = client
        self._begun = on_the_wall(now) - timedelta(minutes=10)
        self.mothers: dict[str, str] = {}

    def prepare(self) -> None:
        day = self._begun.date()
        ending = self._begun + timedelta(hours=1)
        ends_at = f"{ending:%H:%M}" if ending.date() == day else LATEST_ENDING
        group = self.client.post(
            "/roster/api/groups",
            {
                "name": "Prøvegruppen",
                "weekday": day.weekday(),
                "starts_at": f"{self._begun:%H:%M}",
                "ends_at": ends_at,
                "place": "Prøvehuset",
            },
            step="group",
        )
        for number, name in enumerate(NAMES):
            self.mothers[name] = self._add(group["id"], name, number)["id"]
        planned = self.client.post(
            "/roster/api/sessions",
            {"group_id": group["id"], "date": day.isoformat()},
            step="session",
        )
        self.session = f"/roster/api/sessions/{planned['id']}"

    def close_the_register(self) -> None:
        came = {"mother_id": self.mothers[COMES], "outcome": "attended"}
        self.client.post(f"{self.session}/marks", came, step="mark")
        self.client.post(f"{self.session}/close", step="close")

    def cancel_late(self, now: datetime) -> None:
        content = {
            "mother_id": self.mothers[CANCELS_LATE],
            "received_at": now.isoformat(),
            "channel": "text",
        }
        self.client.post(f"{self.session}/cancellations", content, step="late")

    def say_no_thanks(self) -> None:
        follow_up = self.open_follow_ups()[self.mothers[SAYS_NO_THANKS]]
        self.client.post(
            f"/outreach/api/follow_ups/{follow_up['id']}/attempts",
            {"channel": "call", "outcome": "no_thanks"},
            step="no-thanks",
        )

    def refer(self) -> Any:
        mother = self.client.get(f"/roster/api/mothers/{self.mothers[MISSES]}")
        referral = self.client.post(
            "/referrals/api/referrals",
            {
                "mother_id": mother["id"],
                "child_id": mother["children"][0]["id"],
                "concern": "weight",
                "priority": "soon",
                "interpreter_language": "pl",
                "consent": {
                    "given": True,
                    "language": "pl",
                    "explained_by_role": "paedagog",
                    "interpreted": False,
                    "said_on": self._begun.date().isoformat(),
                },
            },
            step="refer",
            by=Role.PAEDAGOG,
        )
        path = f"/referrals/api/referrals/{referral['id']}/submit"
        return self.client.post(path, step="submit", by=Role.PAEDAGOG)

    def open_follow_ups(self) -> Mapping[str, Any]:
        found = self.client.get("/outreach/api/follow_ups")
        return {one["mother_id"]: one for one in found}

    def messages(self) -> dict[str, str]:
        found = self.client.get("/notifications/api/messages")
        return {one["mother_id"]: one["state"] for one in found}

    def missed(self) -> set[str]:
        return {self.mothers[name] for name in NAMES} - {self.mothers[COMES]}

    def known_to_referrals(self) -> bool:
        """
        Say whether the news of the children has reached referrals.
        """
        try:
            self.refer()
        except RuntimeError:
            return False
        return True

    def _add(self, group_id: str, name: str, number: int) -> Any:
        return self.client.post(
            "/roster/api/mothers",
            {
                "group_id": group_id,
                "display_name": name,
                "phone": f"+452012340{number}",
                "languages": ["pl", "da"],
                "shared_phone": False,
                "may_leave_message": True,
                "children": [{"first_name": "Prøve", "born_on": "2026-01-15"}],
            },
            step=f"mother:{number}",
        )


def play_the_spine(spine: Spine, now: datetime) -> None:
    """
    Play it, and see that each service has done its part.
    """
    mothers = spine.mothers
    spine.prepare()
    spine.close_the_register()
    assert eventually(lambda: spine.open_follow_ups().keys() == spine.missed())
    assert eventually(lambda: set(spine.messages()) == spine.missed())

    spine.cancel_late(now)
    spine.say_no_thanks()
    left = {mothers[MISSES]}
    assert eventually(lambda: spine.open_follow_ups().keys() == left)
    assert eventually(
        lambda: (
            {m for m, state in spine.messages().items() if state == "queued"} == left
        )
    )
    assert eventually(
        lambda: (
            spine.client.get(f"/roster/api/mothers/{mothers[SAYS_NO_THANKS]}")[
                "enrolment"
            ]
            == "declined"
        )
    )

    assert eventually(spine.known_to_referrals)
    feed = spine.client.get(
        "/referrals/api/feeds/health-visitors", by=Role.HEALTH_VISITOR
    )
    assert [one["data"]["interpreter_language"] for one in feed] == ["pl"]
