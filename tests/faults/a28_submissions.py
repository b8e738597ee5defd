"""
Submissions as a phone with a bad network sends them, and what was heard of each.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid4

import requests

from shared.kernel.ids import new_id

FORM = "/mothers/new"
API = "/api/disclosures"
_SENT_ON_CONNECTION_OF_ITS_OWN = {"Connection": "close"}


@dataclass(frozen=True, kw_only=True)
class Submission:
    """
    One form, or one call of the API, filled in once; ``mark`` finds its effect.

    A form puts a mother on the list under a name that is the mark; a call tells who a
    mother is, for the referral that is the mark.
    """

    key: str
    mark: str
    path: str
    content: Mapping[str, Any] = field(repr=False)

    def changed(self) -> "Submission":
        """
        Return another content under the same key.
        """
        name = "display_name" if self.path == FORM else "reference"
        mark = _mark(str(uuid4()), self.path)
        return replace(self, mark=mark, content={**self.content, name: mark})

    def anew(self) -> "Submission":
        """
        Return the same content under another key.
        """
        return replace(self, key=str(uuid4()))


@dataclass(frozen=True, kw_only=True)
class People:
    """
    Whom the submissions are about.
    """

    group_id: str
    mother_id: str


def filled_in(dice: Random, people: People) -> Submission:
    path = dice.choice([FORM, API])
    mark = _mark(str(UUID(bytes=dice.randbytes(16), version=4)), path)
    content: dict[str, Any] = (
        {
            "group_id": people.group_id,
            "display_name": mark,
            "phone": "",
            "languages": "tr, da",
        }
        if path == FORM
        else {
            "mother_id": people.mother_id,
            "purpose": "home_visit",
            "reference": mark,
        }
    )
    key = str(UUID(bytes=dice.randbytes(16), version=4))
    return Submission(key=key, mark=mark, path=path, content=content)


def _mark(text: str, path: str) -> str:
    """
    A name has letters only, so a mother's mark is a UUID in letters.
    """
    letters = str.maketrans("0123456789-", "ghijklmnopq")
    return f"Proeve {text.translate(letters)}" if path == FORM else text


class History:
    """
    One line for every answer that has arrived.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._path.touch()

    def note(self, submission: Submission, answer: requests.Response) -> None:
        heard = [answer.headers.get("Location", ""), answer.text]
        line = {
            "mark": submission.mark,
            "status": answer.status_code,
            "heard": sha256("\n".join(heard).encode()).hexdigest(),
            "code": _code(answer),
        }
        with self._path.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._path.read_text().splitlines()]


def send(
    submission: Submission,
    *,
    address: str,
    browser: Mapping[str, str],
    history: History,
    timeout: float,
) -> None:
    """
    Send it once and note what is answered.

    Raises requests.RequestException where no answer arrives.
    """
    told: dict[str, Any] = (
        {"data": {**submission.content, "form_key": submission.key}}
        if submission.path == FORM
        else {"json": submission.content}
    )
    answer = requests.post(
        address + submission.path,
        headers={
            **browser,
            **_SENT_ON_CONNECTION_OF_ITS_OWN,
            **({} if submission.path == FORM else {"Idempotency-Key": submission.key}),
        },
        timeout=timeout,
        allow_redirects=False,
        **told,
    )
    history.note(submission, answer)


def people_on(address: str, browser: Mapping[str, str]) -> People:
    """
    Put a group and a mother into the roster.
    """
    group = _post(
        f"{address}/api/groups",
        browser,
        name="Proevegruppen",
        weekday=1,
        starts_at="10:00",
        ends_at="11:30",
        place="Proevehuset",
    )
    mother = _post(
        f"{address}/api/mothers",
        browser,
        group_id=group["id"],
        display_name="Proeve Mor",
        languages=["da"],
    )
    return People(group_id=group["id"], mother_id=mother["id"])


def _post(url: str, browser: Mapping[str, str], **content: Any) -> Any:
    headers = {**browser, "Idempotency-Key": str(new_id())}
    answer = requests.post(url, json=content, headers=headers, timeout=30)
    answer.raise_for_status()
    return answer.json()


def _code(answer: requests.Response) -> str:
    if "json" in answer.headers.get("Content-Type", ""):
        return str(answer.json().get("code", ""))
    return ""
