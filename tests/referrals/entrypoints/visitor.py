"""
Somebody who uses the service over HTTP: with JSON, or with a browser's forms.
"""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin
from uuid import uuid4

import requests

from shared.kernel.organisations import Role
from tests.support.way_in import WayIn

PATIENCE = 10  # seconds


class Visitor:
    """
    One person in one role.
    """

    def __init__(self, address: str, role: Role, way_in: WayIn) -> None:
        self.address = address
        self.session = requests.Session()
        shown = way_in.of(role)
        self.session.headers.update(shown["headers"])
        self.session.cookies.update(shown["cookies"])

    def get(self, path: str) -> requests.Response:
        return self.session.get(self.address + path, timeout=PATIENCE)

    def post(
        self, path: str, content: Any = None, *, key: str | None = None
    ) -> requests.Response:
        """
        Send JSON, with a new Idempotency-Key if none is given.
        """
        return self.session.post(
            self.address + path,
            json=content or {},
            headers={"Idempotency-Key": key or str(uuid4())},
            timeout=PATIENCE,
        )

    def open(self, path: str) -> "Page":
        return Page(self, self.get(path))


class Page:
    """
    A page in the browser, with its forms.
    """

    def __init__(self, visitor: Visitor, response: requests.Response) -> None:
        self.visitor = visitor
        self.status = response.status_code
        self.address = response.url
        self.text = response.text
        self.forms = _forms_of(response.text)

    def form(self, action: str) -> dict[str, str]:
        """
        Return what the form that ends so would send if nothing was touched.
        """
        return next(sent for to, sent in self.forms.items() if to.endswith(action))

    def offers(self) -> set[str]:
        """
        Return the last part of each form's address: the steps that are offered.
        """
        return {to.rpartition("/")[2] for to in self.forms} - {"sign-out", "language"}

    def send(self, action: str, **filled_in: str) -> "Page":
        """
        Send a form as the browser does, and go on to where it leads.
        """
        to = next(one for one in self.forms if one.endswith(action))
        response = self.visitor.session.post(
            urljoin(self.address, to),
            data=self.forms[to] | filled_in,
            headers={"Sec-Fetch-Site": "same-origin"},
            timeout=PATIENCE,
        )
        return Page(self.visitor, response)


def _forms_of(text: str) -> dict[str, dict[str, str]]:
    reader = _FormReader()
    reader.feed(text)
    return reader.forms


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "form":
            self._form = self.forms.setdefault(told["action"] or "", {})
        elif tag == "select":
            self._select = told["name"] or ""
        elif tag == "option" and "selected" in told:
            self._form[self._select] = told["value"] or ""
        elif tag == "input":
            self._read_input(told)

    def _read_input(self, told: dict[str, str | None]) -> None:
        boxes = {"radio", "checkbox"}
        if told.get("type") not in boxes or "checked" in told:
            self._form[told["name"] or ""] = told.get("value") or ""
