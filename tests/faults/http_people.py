"""
People who enter one register after another over HTTP, and what each was answered.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import eventlet
import requests

from tests.faults.history import History
from tests.support.way_in import bearer

MOTHERS = 4
FIRST_PHONE = 20_123_400
# A register of a day before she said yes would expect nobody.
LONG_AGO = "2020-01-01"
THINKING = (0.5, 1.5)  # seconds between two things that a person sends
AGAIN_AFTER = 1.0  # seconds, where a person was told that nothing was saved
PATIENCE = 60.0  # seconds for an answer


class Left(Exception):
    """
    The person was called away before her entry was saved.
    """


class Refused(Exception):
    """
    A rule does not allow it, so sending it again would not help.
    """


class Person:
    """
    One person with a group of her own, who enters registers of days that have been.

    She sends again what was not saved, with the same key, as she is told to.
    """

    def __init__(
        self,
        address: str,
        *,
        number: int,
        dice: Random,
        history: History,
        leaving: threading.Event,
        token: str,
    ) -> None:
        self._number = number
        self._address = address
        self._dice = dice
        self._history = history
        self._leaving = leaving
        self._session = requests.Session()
        self._session.headers.update(bearer(token))
        self._day = datetime.now(UTC).date() - timedelta(days=1)

    def join(self) -> None:
        """
        Begin a group of her own, with mothers.
        """
        times = {"starts_at": "10:00", "ends_at": "11:30"}
        group = {"name": "Prøvegruppen", "weekday": 1, "place": "Prøvehuset", **times}
        self._group = self._send("/groups", group)["id"]
        self._mothers = [self._add_mother(number) for number in range(MOTHERS)]

    def work(self) -> None:
        with suppress(Left):
            while not self._leaving.is_set():
                with suppress(Refused):
                    self._enter_a_register()
                self._day -= timedelta(days=1)

    def _enter_a_register(self) -> None:
        planned = {"group_id": self._group, "date": self._day.isoformat()}
        session = f"/sessions/{self._send('/sessions', planned)['id']}"
        came = {"mother_id": self._dice.choice(self._mothers), "outcome": "attended"}
        self._send(f"{session}/marks", came)
        self._send(f"{session}/close", {})

    def _add_mother(self, number: int) -> str:
        told = {
            "group_id": self._group,
            "display_name": f"Prøve {number}",
            "phone": f"+45{FIRST_PHONE + self._number * MOTHERS + number}",
            "languages": ["da"],
            "shared_phone": False,
            "may_leave_message": True,
            "said_yes_on": LONG_AGO,
            "children": [{"first_name": "Prøve", "born_on": "2026-01-15"}],
        }
        return str(self._send("/mothers", told)["id"])

    def _send(self, path: str, content: Any) -> Any:
        """
        Send until it is saved, and return the answer.

        Raises Left or Refused.
        """
        key = str(uuid4())
        while True:
            self._leaving.wait(self._dice.uniform(*THINKING))
            answer = self._ask(path, content, key)
            if answer is not None:
                return answer
            if self._leaving.wait(AGAIN_AFTER):
                raise Left

    def _ask(self, path: str, content: Any, key: str) -> Any:
        since = time.time()
        try:
            answer = self._session.post(
                f"{self._address}/api{path}",
                json=content,
                headers={"Idempotency-Key": key},
                timeout=PATIENCE,
            )
        except requests.RequestException as error:
            self._write(key, since, status=0, code=type(error).__name__, media="")
            return None
        media = answer.headers.get("Content-Type", "")
        told = answer.json() if "json" in media else {}
        code = "" if answer.ok else told.get("code", "")
        self._write(key, since, status=answer.status_code, code=code, media=media)
        if 400 <= answer.status_code < 500:
            raise Refused(code)
        return told if answer.ok else None

    def _write(self, key: str, since: float, **answered: Any) -> None:
        took = time.time() - since
        self._history.write("answer", key=key, asked_at=since, took=took, **answered)


@contextmanager
def people_at_work(
    address: str, *, number: int, dice: Random, history: History, token: str
) -> Iterator[None]:
    """
    Let so many people enter registers until the block ends.
    """
    leaving = threading.Event()
    people = [
        Person(
            address,
            number=one,
            dice=Random(dice.random()),
            history=history,
            leaving=leaving,
            token=token,
        )
        for one in range(number)
    ]
    _all_at_once([person.join for person in people])
    working = [eventlet.spawn(person.work) for person in people]
    try:
        yield
    finally:
        leaving.set()
        for one in working:
            one.wait()


def _all_at_once(acts: Sequence[Any]) -> None:
    for one in [eventlet.spawn(act) for act in acts]:
        one.wait()
