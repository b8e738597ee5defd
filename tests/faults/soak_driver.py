"""
People at the roster: each submits, and submits the same again until it is answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import eventlet
import requests

from tests.faults.history import History
from tests.support.way_in import bearer

_TIMEOUT = 10.0  # seconds
_BREATH = 0.05  # seconds between two tries
_DAYS = 300  # since LISTED_ON, in which sessions may lie
_HOURS = (8, 19)
_ANSWERED = 500  # every status below is an answer
_NEWEST = 40  # sessions that are still changed
_WHAT = ("close", "cancel", "correct", "decline")
_HOW_OFTEN = (30, 25, 44, 1)
_MOST_DECLINES = 3  # for each person
_CAME = 4  # marked as attended before a register is closed


class Unanswered(Exception):
    """
    The people were sent home before this was answered; nobody knows what became of it.
    """


@dataclass(kw_only=True)
class Person:
    """
    One coordinator, with dice of her own.
    """

    name: str
    address: str
    token: str
    groups: Sequence[UUID]
    first_day: date
    history: History
    dice: Random
    is_at_work: bool = True
    closed: list[dict[str, Any]] = field(default_factory=list)
    declines: int = 0
    _number: int = 0

    def work(self) -> None:
        self._session = requests.Session()
        self._session.headers.update(bearer(self.token))
        try:
            while self.is_at_work:
                self._do(self.dice.choices(_WHAT, _HOW_OFTEN)[0])
        except Unanswered:
            return

    def _do(self, what: str) -> None:
        if what == "close" or not self.closed:
            self._close_a_register()
        elif what == "decline":
            self._decline()
        else:
            self._change_a_line(what)

    def _close_a_register(self) -> None:
        day = self.first_day + timedelta(days=self.dice.randrange(_DAYS))
        hour = self.dice.randint(*_HOURS)
        planned = self._submit(
            "plan",
            "/sessions",
            {
                "group_id": str(self.dice.choice(self.groups)),
                "date": day.isoformat(),
                "starts_at": f"{hour:02}:00",
                "ends_at": f"{hour:02}:45",
            },
        )
        if planned is None:
            return
        place = f"/sessions/{planned['id']}"
        closed = self._submit("close", f"{place}/close", {})
        if closed is not None:
            self._remember(self._ask(place))

    def _remember(self, register: dict[str, Any]) -> None:
        lines = [line["mother_id"] for line in register["lines"] if line["outcome"]]
        if lines:
            told = {"id": register["id"], "ends_at": register["ends_at"]}
            self.closed = [*self.closed[-_NEWEST:], {**told, "mothers": lines}]

    def _change_a_line(self, what: str) -> None:
        session = self.dice.choice(self.closed)
        place = f"/sessions/{session['id']}"
        line: dict[str, Any] = {"mother_id": self.dice.choice(session["mothers"])}
        if what == "cancel":
            told = {"received_at": session["ends_at"], "channel": "sms"}
            self._submit("cancel", f"{place}/cancellations", line | told)
        else:
            to = self.dice.choice(["attended", "missed", "missed", "excused"])
            told = {"to": to, "reason": "other"}
            self._submit("correct", f"{place}/corrections", line | told)

    def _decline(self) -> None:
        if self.declines == _MOST_DECLINES:
            return
        self.declines += 1
        mother_id = self.dice.choice(self.dice.choice(self.closed)["mothers"])
        self._submit("decline", f"/mothers/{mother_id}/decline", {})

    def _submit(self, what: str, path: str, content: dict[str, Any]) -> Any:
        """
        Return what was answered, or None where it was refused.
        """
        self._number += 1
        key = f"{self.name}-{self._number}"
        answer = self._insist("POST", path, content, key=key)
        told = answer.json()
        self.history.write(
            "answered", what=what, key=key, status=answer.status_code, told=told
        )
        return told if answer.ok else None

    def _ask(self, path: str) -> Any:
        return self._insist("GET", path, None, key="").json()

    def _insist(self, method: str, path: str, content: Any, *, key: str) -> Any:
        while True:
            try:
                answer = self._session.request(
                    method,
                    self.address + path,
                    json=content,
                    headers={"Idempotency-Key": key},
                    timeout=_TIMEOUT,
                )
            except requests.RequestException:
                answer = None
            if answer is not None and _is_an_answer(answer):
                return answer
            if not self.is_at_work:
                raise Unanswered
            eventlet.sleep(_BREATH)


def _is_an_answer(answer: requests.Response) -> bool:
    """
    Say whether the roster itself has spoken; while it starts, only its door does.
    """
    is_json = "json" in answer.headers.get("Content-Type", "")
    return is_json and answer.status_code < _ANSWERED


def at_work(people: Sequence[Person]) -> list[Any]:
    return [eventlet.spawn(one.work) for one in people]


def send_home(people: Sequence[Person], threads: Sequence[Any]) -> None:
    for one in people:
        one.is_at_work = False
    for thread in threads:
        thread.wait()
