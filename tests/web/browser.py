"""
A browser at the door: it keeps cookies, reads forms, and goes where it is sent.
"""

import re
from urllib.parse import urljoin

import requests

PATIENCE = 10  # seconds


class Browser:
    """
    One person's browser; ``kept`` are the cookies that it holds.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self.session = requests.Session()
        self.session.trust_env = False
        self.page = requests.Response()

    def get(self, path: str, **what) -> requests.Response:
        what = {"allow_redirects": False, "timeout": PATIENCE} | what
        self.page = self.session.get(urljoin(self.root, path), **what)
        return self.page

    def form_key(self) -> str:
        found = re.search(r'name="form_key" value="([^"]+)"', self.page.text)
        return found.group(1) if found else ""

    def send(self, path: str, **fields) -> requests.Response:
        """
        Fill in the form of the page that is open, and send it.
        """
        return self.post(path, form_key=self.form_key(), **fields)

    def send_as(self, headers: dict[str, str], path: str, **fields):
        """
        Send the form of the page, with what another browser would say of itself.
        """
        return self.post(path, headers, form_key=self.form_key(), **fields)

    def post(
        self, path: str, headers: dict[str, str] | None = None, **fields
    ) -> requests.Response:
        return self.session.post(
            urljoin(self.root, path),
            data=fields,
            headers=headers,
            timeout=PATIENCE,
            allow_redirects=False,
        )

    def sign_in(self, name: str, password: str, **fields) -> requests.Response:
        self.get("/sign-in/")
        return self.send("/sign-in/", name=name, password=password, **fields)

    @property
    def kept(self) -> dict[str, str]:
        return dict(self.session.cookies)
