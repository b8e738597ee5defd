"""
Somebody who uses the roster from outside: as a program, and as a browser.
"""

import re
from html.parser import HTMLParser
from uuid import uuid4

import requests

from shared.kernel.organisations import Role
from shared.web.forgery import HEADER
from tests.roster.book import Book
from tests.support.way_in import place_of

LONGEST_WAIT = 10  # seconds
KEY = "Idempotency-Key"


class Visitor:
    """
    Speaks JSON with ``post`` and ``get``, and fills in forms with ``open``.
    """

    def __init__(self, root, engine, way_in):
        self.root = root
        self.way_in = way_in
        self.book = Book(engine)
        self.announced = self.book.announced

    def get(self, path):
        return requests.get(
            f"{self.root}/roster/api{path}",
            **self.way_in.of(),
            timeout=LONGEST_WAIT,
        )

    def post(self, path, *, key=None, role=Role.COORDINATOR, marked_by=None, **content):
        told = {KEY: key or str(uuid4()), "Marked-By": marked_by}
        headers = {name: value for name, value in told.items() if value}
        shown = self.way_in.of(Role(role), **headers)
        return requests.post(
            f"{self.root}/roster/api{path}",
            json=content,
            **shown,
            timeout=LONGEST_WAIT,
        )

    def post_raw(self, path, body):
        shown = self.way_in.of(**{KEY: str(uuid4())})
        address = f"{self.root}/roster/api{path}"
        return requests.post(address, data=body, **shown, timeout=LONGEST_WAIT)

    def group(self):
        return self.post(
            "/groups",
            name="Tirsdagsgruppen",
            weekday=1,
            starts_at="10:00",
            ends_at="12:00",
            place="Børnehuset",
        ).json()["id"]

    def mother(self, group_id, name="Nevra", **told):
        answer = self.post("/mothers", group_id=group_id, display_name=name, **told)
        return answer.json()["id"]

    def session(self, group_id, day="2026-11-17"):
        return self.post("/sessions", group_id=group_id, date=day).json()["id"]

    def open(self, path, role=Role.COORDINATOR):
        """
        Open a page as a browser does.
        """
        return self._page(requests.get, self.root + path, role=role)

    def fetch(self, path, role):
        """
        Fetch what is no page, as somebody who has signed in.
        """
        shown = self.way_in.of(Role(role), place_of(Role(role)))
        return requests.get(self.root + path, **shown, timeout=LONGEST_WAIT)

    def open_after_post(self, path):
        """
        Send a form that no page offers.
        """
        return self._page(requests.post, self.root + path)

    def _page(self, send, address, role=Role.COORDINATOR, **what):
        shown = self.way_in.of(role, place_of(role))
        answer = send(address, **shown, timeout=LONGEST_WAIT, **what)
        return Page(answer, self, role)

    def send(self, action, role=Role.COORDINATOR, **what):
        """
        Send a form as a browser does: what it has to show stands in the form itself.
        """
        shown = self.way_in.of(role)
        del shown["headers"][HEADER]
        return requests.post(self.root + action, **shown, timeout=LONGEST_WAIT, **what)


class Page:
    """
    A page that was answered: its text, and its forms as they would be sent.
    """

    def __init__(self, answer, visitor, role):
        self._role = role
        self.status = answer.status_code
        self.address = answer.url
        self.html = answer.text
        self._visitor = visitor
        self._reader = _Reader()
        self._reader.feed(answer.text)
        self.text = " ".join(" ".join(self._reader.words).split())

    def form(self, action, **fields):
        """
        Return the fields of the form that goes there and holds these values.
        """
        for form in self._reader.forms:
            same = all(form["fields"].get(name) == fields[name] for name in fields)
            if form["action"] == action and same:
                return dict(form["fields"])
        raise AssertionError(f"no form goes to {action}")

    def send(self, action, *, holding=None, files=None, **filled_in):
        """
        Fill in a form and send it; return the page that the browser then shows.
        """
        fields = self.form(action, **(holding or {})) | filled_in
        answer = self._visitor.send(action, self._role, data=fields, files=files)
        return Page(answer, self._visitor, self._role)

    def pressed(self):
        return re.findall(r'aria-pressed="true" aria-label="([^"]+)"', self.html)


def path_of(page):
    """
    Return the address below the door, without the place on the page.
    """
    return "/" + page.address.split("/", 3)[3].partition("#")[0]


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []
        self.words = []
        self._select = None

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "form":
            self.forms.append({"action": told.get("action"), "fields": {}})
        elif tag == "input" and self.forms and _is_sent(told):
            self._take_input(told)
        elif tag == "select":
            self._select = told.get("name")
        elif tag == "option" and self.forms:
            self._take_option(told)

    def handle_data(self, text):
        self.words.append(text)

    def _take_input(self, told):
        if told.get("type") == "checkbox" and "checked" not in told:
            return
        self.forms[-1]["fields"][told["name"]] = told.get("value", "")

    def _take_option(self, told):
        fields = self.forms[-1]["fields"]
        if self._select not in fields or "selected" in told:
            fields[self._select] = told.get("value", "")


def _is_sent(told):
    """
    Whether a browser sends this field: not one without a name, and files otherwise.
    """
    return "name" in told and told.get("type") != "file"
