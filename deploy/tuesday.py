"""
The scenes of the Tuesday: who does what, through the same API as everybody.
"""

import time as machine_time
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Engine, func, select

from deploy.client import Client
from deploy.story_clock import StoryClock
from deploy.teller import Teller, say
from shared.bus.embedded import EmbeddedBroker
from shared.bus.house import House
from shared.bus.tables import outbox
from shared.bus.topology import SERVICES, inbox_queue
from shared.db.reading import reading
from shared.kernel.clock import in_utc
from shared.kernel.ids import id_of_cause
from shared.kernel.organisations import Role

TUESDAY = date(2026, 11, 17)
LAST_MESSAGE = "place_offered"
_PATIENCE = 60.0  # seconds that the bus may take to come to rest
_LOOK = 0.02  # seconds between looks
_CALM_LOOKS = 2  # in a row: an event may be between a commit and its relay

CANCELS_EARLY = "Zeliha Işıldar"  # noqa: RUF001 - so it is spelt.
CANCELS_LATE = "Bogumiła Wrzosek-Łącka"
DOES_NOT_ANSWER = "Marikit Dalisayan"
IS_NOT_REACHED_YET = "Ралица Звънчева"
SAYS_NO_THANKS = "Orysia Zelenohaj"
HAS_A_CONCERN = "گل‌بهار نیک‌روان"
NEEDS_A_PLACE = "Nurgül Akçatepe"
IS_NEW = "Duangkamol Saengdaokham"
_AWAY = {
    CANCELS_EARLY, CANCELS_LATE, DOES_NOT_ANSWER, IS_NOT_REACHED_YET, SAYS_NO_THANKS,
}  # fmt: skip


class Story:
    """
    The scenes of the day, each a call of the API and the events that follow.
    """

    def __init__(
        self, client: Client, clock: StoryClock, teller: Teller, house: House
    ) -> None:
        self.client = client
        self.clock = clock
        self._teller = teller
        self._house = house

    def scene(self, at: time, what: str, act: Callable[[], Any]) -> Any:
        """
        Say what a person does, do it, and tell what follows from it.
        """
        self.clock.show(in_utc(TUESDAY, at))
        say(f"{at:%H.%M}  {what}")
        done = act()
        self.settle()
        self._teller.tell()
        return done

    def settle(self) -> None:
        """
        Wait until nothing is on its way any more.
        """
        until = machine_time.monotonic() + _PATIENCE
        calm = 0
        while calm < _CALM_LOOKS:
            calm = calm + 1 if self._is_quiet() else 0
            if machine_time.monotonic() > until:
                raise RuntimeError("The bus did not come to rest.")
            machine_time.sleep(_LOOK)

    def let_messages_leave(self) -> None:
        """
        Wait until the timer has found every message that is due.
        """
        until = machine_time.monotonic() + _PATIENCE
        while self._due_messages():
            if machine_time.monotonic() > until:
                raise RuntimeError("The messages did not leave.")
            machine_time.sleep(_LOOK)
        self.settle()

    def _due_messages(self) -> list[Any]:
        queued = self.client.get("/notifications/api/messages", state="queued")
        now = self.clock.now()
        return [
            one for one in queued if datetime.fromisoformat(one["not_before"]) <= now
        ]

    def _is_quiet(self) -> bool:
        broker = self._house.broker
        assert isinstance(broker, EmbeddedBroker)  # noqa: S101 - the demo makes it so.
        queues = [inbox_queue(service) for service in SERVICES]
        return broker.is_idle(queues) and not any(
            map(_unpublished, self._house.engines.values())
        )


class Tuesday:
    """
    One Tuesday of the group.
    """

    def __init__(self, story: Story, mothers: Mapping[str, str], session: str) -> None:
        self._story = story
        self._client = story.client
        self._mothers = mothers
        self._session = session

    def register(self) -> None:
        """
        She cancels in the morning; the register is taken and closed at noon.
        """
        self._story.scene(
            time(8, 10),
            f"{CANCELS_EARLY} texts that she cannot come.",
            lambda: self._cancel(CANCELS_EARLY, time(8, 10), "early"),
        )
        self._story.scene(
            time(10, 20), "The pædagog marks who has come.", self._mark_the_others
        )
        self._story.scene(
            time(12, 5),
            "The coordinator closes the register.",
            lambda: self._client.post(f"{self._session}/close", step="tuesday:close"),
        )

    def follow_up(self) -> None:
        """
        A late cancellation, a call that nobody takes, and a no thanks.
        """
        self._story.scene(
            time(12, 40),
            f"{CANCELS_LATE} texts: her child is ill. A late cancellation is contact.",
            lambda: self._cancel(CANCELS_LATE, time(12, 40), "late"),
        )
        self._story.scene(
            time(13, 0),
            f"The coordinator calls {DOES_NOT_ANSWER}.",
            lambda: self._attempt(DOES_NOT_ANSWER, "call", "no_answer"),
        )
        self._story.scene(
            time(13, 5),
            f"{SAYS_NO_THANKS} says no thanks. It holds at once and everywhere.",
            lambda: self._attempt(SAYS_NO_THANKS, "call", "no_thanks"),
        )

    def concern(self) -> None:
        """
        A concern becomes a referral with an interpreter, and a home visit.
        """
        referral = self._story.scene(
            time(13, 10),
            f"The pædagog writes a referral for {HAS_A_CONCERN}'s child, who gains no "
            "weight; she has said yes to it.",
            self._refer,
        )
        path = f"/referrals/api/referrals/{referral['id']}"
        self._story.scene(
            time(13, 30),
            "A health visitor accepts it and finds a time.",
            lambda: self._accept_and_schedule(path),
        )
        self._story.scene(
            time(13, 35),
            "The interpreter is booked: now the visit is ready.",
            lambda: self._book_interpreter(path),
        )

    def hand_off(self) -> None:
        """
        A child who is ready for daycare reaches intake, and is offered a place.
        """
        hand_off = self._story.scene(
            time(13, 40),
            f"{NEEDS_A_PLACE} is helped to apply for a place in daycare.",
            self._apply,
        )
        path = f"/referrals/api/hand_offs/{hand_off['id']}"
        self._story.scene(
            time(13, 50),
            "Daycare intake offers a place.",
            lambda: self._client.post(
                f"{path}/offer",
                {"answer_by": "2026-11-27", "wished": True},
                step="tuesday:offer",
                by=Role.DAYCARE_INTAKE,
            ),
        )

    def pick_up(self) -> None:
        """
        Somebody who is new is fetched next time, so that she need not come alone.
        """
        self._story.scene(
            time(13, 55),
            f"{IS_NEW} is new here: the coordinator will fetch her next Tuesday.",
            self._plan_pick_up,
        )

    def messages(self) -> None:
        """
        At two o'clock the grace time is over: what was not withdrawn would leave.
        """
        self._story.scene(
            time(14, 1), "The grace time is over.", self._story.let_messages_leave
        )
        for sent in reversed(self._client.get("/notifications/api/outgoing")):
            if sent["at"] >= in_utc(TUESDAY, time(0, 0)).isoformat():
                say(f"    [{sent['language']}] {sent['text']}")

    def _mark_the_others(self) -> None:
        for name, mother_id in self._mothers.items():
            if name not in _AWAY:
                self._client.post(
                    f"{self._session}/marks",
                    {"mother_id": mother_id, "outcome": "attended"},
                    step=f"tuesday:mark:{mother_id}",
                    by=Role.PAEDAGOG,
                )

    def _cancel(self, name: str, at: time, step: str) -> Any:
        content = {
            "mother_id": self._mothers[name],
            "received_at": in_utc(TUESDAY, at).isoformat(),
            "channel": "text",
        }
        path = f"{self._session}/cancellations"
        return self._client.post(path, content, step=f"tuesday:cancel:{step}")

    def _attempt(self, name: str, channel: str, outcome: str) -> Any:
        mother_id = self._mothers[name]
        follow_up = id_of_cause("missed", mother_id, self._session.rsplit("/", 1)[1])
        return self._client.post(
            f"/outreach/api/follow_ups/{follow_up}/attempts",
            {"channel": channel, "outcome": outcome, "made_already": True},
            step=f"tuesday:attempt:{mother_id}",
        )

    def _refer(self) -> Any:
        mother = self._mother(HAS_A_CONCERN)
        draft = self._client.post(
            "/referrals/api/referrals",
            {
                "mother_id": mother["id"],
                "child_id": mother["children"][0]["id"],
                "concern": "weight",
                "priority": "soon",
                "interpreter_language": mother["languages"][0],
                "consent": _consent(mother),
            },
            step="tuesday:refer",
            by=Role.PAEDAGOG,
        )
        path = f"/referrals/api/referrals/{draft['id']}/submit"
        return self._client.post(path, step="tuesday:submit", by=Role.PAEDAGOG)

    def _accept_and_schedule(self, path: str) -> None:
        by = Role.HEALTH_VISITOR
        self._client.post(f"{path}/accept", step="tuesday:accept", by=by)
        visit_at = in_utc(date(2026, 11, 19), time(13, 0)).isoformat()
        content = {"visit_at": visit_at}
        self._client.post(f"{path}/schedule", content, step="tuesday:visit", by=by)

    def _book_interpreter(self, path: str) -> None:
        by = Role.HEALTH_VISITOR
        asked = "tuesday:ask-interpreter"
        self._client.post(f"{path}/request_interpreter", step=asked, by=by)
        content = {"kind": "professional"}
        booked = "tuesday:book-interpreter"
        self._client.post(f"{path}/book_interpreter", content, step=booked, by=by)

    def _apply(self) -> Any:
        mother = self._mother(NEEDS_A_PLACE)
        hand_off = self._client.post(
            "/referrals/api/hand_offs",
            {
                "child_id": mother["children"][0]["id"],
                "need_month": "2027-02-01",
                "wishes": ["linked_daycare", "near_home"],
                "languages": mother["languages"],
                "consent": _consent(mother),
            },
            step="tuesday:want",
        )
        path = f"/referrals/api/hand_offs/{hand_off['id']}/apply"
        return self._client.post(
            path, {"on": TUESDAY.isoformat()}, step="tuesday:apply"
        )

    def _plan_pick_up(self) -> Any:
        sessions = self._client.get("/roster/api/sessions", limit="100")
        now = self._story.clock.now().isoformat()
        content = {
            "session_id": next(one["id"] for one in sessions if one["starts_at"] > now),
            "driver_role": Role.COORDINATOR,
            "meet_at": "09:30",
            "place": "bus_stop",
        }
        path = f"/roster/api/mothers/{self._mothers[IS_NEW]}/pick_ups"
        return self._client.post(path, content, step="tuesday:pick-up")

    def _mother(self, name: str) -> Any:
        return self._client.get(f"/roster/api/mothers/{self._mothers[name]}")


def _consent(mother: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "given": True,
        "language": mother["languages"][0],
        "explained_by_role": "coordinator",
        "interpreted": False,
        "said_on": TUESDAY.isoformat(),
    }


def _unpublished(engine: Engine) -> int:
    query = select(func.count()).where(outbox.c.published_at.is_(None))
    with reading(engine) as connection:
        return int(connection.execute(query).scalar_one())
