"""
What every service's door answers to a request that is not as it should be.
"""

import sqlite3

import pytest
import requests
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from shared.bus.tables import answers
from shared.kernel.organisations import Role
from tests.support.way_in import WayIn

GROUP = {
    "name": "Prøvegruppen",
    "weekday": 1,
    "starts_at": "10:00",
    "ends_at": "12:00",
    "place": "Prøvehuset",
}


SHOWN: dict[str, dict[str, str]] = {}
"""What the coordinator's browser sends, from the first test on."""


@pytest.fixture(scope="module", autouse=True)
def shown(way_in) -> None:
    SHOWN.update(way_in.of())


def post(address: str, path: str = "/api/groups", key: str = "", **what):
    headers = {"Idempotency-Key": key} if key else {}
    shown = SHOWN | {"timeout": 10} | what
    shown["headers"] = {**SHOWN["headers"], **headers, **what.get("headers", {})}
    return requests.post(address + path, **shown)  # noqa: S113 - it is in ``shown``.


def get(address: str, **what):
    return requests.get(address, timeout=5, **(SHOWN | what))


class TestApi:
    def test_answers_a_repeat_as_the_first_time(self, address: str):
        """
        The same key and content: the same answer, one effect.
        """
        first = post(address, key="repeat", json=GROUP)
        second = post(address, key="repeat", json=GROUP)

        assert (first.status_code, first.json()) == (201, second.json())
        groups = get(f"{address}/api/groups").json()
        assert [one["id"] for one in groups].count(first.json()["id"]) == 1

    @pytest.mark.parametrize("by", [Role.COORDINATOR, Role.PAEDAGOG])
    def test_refuses_a_key_that_came_with_something_else(
        self, address: str, way_in: WayIn, by: Role
    ):
        """
        Another content, or another person, is another request.
        """
        post(address, key="reused", json=GROUP)
        is_another = by != Role.COORDINATOR
        place = GROUP["place"] if is_another else "Et andet sted"

        again = post(
            address, key="reused", json=GROUP | {"place": place}, **way_in.of(by)
        )

        assert again.status_code == 409
        assert again.json()["code"] == "idempotency-key-reused"

    def test_keeps_no_answer_of_a_refusal(self, address: str, house):
        """
        A request that was refused can be mended and sent with the same key.
        """
        refused = post(address, key="mended", json=GROUP | {"weekday": 9})
        mended = post(address, key="mended", json=GROUP)

        assert (refused.status_code, mended.status_code) == (422, 201)
        with house.engines["roster"].connect() as connection:
            kept = connection.execute(answers.select().where(answers.c.key == "mended"))
            assert [row.status for row in kept] == [201]

    @pytest.mark.parametrize(
        "key", ["", "a b", "x" * 201, "æ".encode().decode("latin-1")]
    )
    def test_asks_for_a_usable_key(self, address: str, key: str):
        """
        No key, a blank in it, one that is too long or not plain text: 422 with a code.
        """
        answer = post(address, key=key, json=GROUP)

        assert answer.status_code == 422
        assert answer.json()["code"] == "idempotency-key-missing"

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            (b"{", "_body"),
            (b"\xff\xfe", "_body"),
            (b"[" * 50_000, "_body"),
            (b'{"x\\ud800": 1}', "name"),
            (b"[]", "_schema"),
            (b"null", "_schema"),
        ],
    )
    def test_names_what_is_wrong_with_a_body(
        self, address: str, body: bytes, field: str
    ):
        """
        Malformed JSON is 422, never 500, and names the field.
        """
        answer = post(address, key="malformed", data=body)

        assert answer.status_code == 422
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert field in answer.json()["errors"]

    def test_refuses_a_body_that_is_too_large(self, address: str):
        """
        Seven megabytes are refused with their own status, on pages too.
        """
        large = b"x" * 7_000_000

        assert post(address, key="large", data=large).status_code == 413
        assert post(address, "/groups/new", data=large).status_code == 413

    def test_calls_too_much_a_file_where_one_was_sent(self, address: str):
        """
        Who has chosen a file hears that it is too large; who has chosen none does not.
        """
        large = b"x" * 7_000_000

        file = post(address, "/import", files={"file": large})
        text = post(address, "/groups/new", data={"name": large})

        assert (file.status_code, text.status_code) == (413, 413)
        assert "<h1>Filen er for stor</h1>" in file.text
        assert "<h1>Der er sendt for meget</h1>" in text.text
        assert "Filen" not in text.text

    def test_refuses_more_fields_than_a_form_can_have(self, address: str):
        """
        Thousands of small parts are too much as well, and no bug of ours.
        """
        parts = {f"part{number}": (None, "x") for number in range(1_100)}

        assert post(address, "/groups/new", files=parts).status_code == 413


class TestEverything:
    @pytest.mark.parametrize("path", ["/", "/api/groups", "/health", "/nowhere"])
    def test_is_guarded_by_headers(self, address: str, path: str):
        """
        No page is framed, sniffed or kept by a shared computer.
        """
        headers = get(address + path).headers

        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy  # Nothing inline, nothing made out of text.
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize(
        "foreign",
        [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://elsewhere.example"}],
    )
    def test_refuses_a_form_of_another_site(
        self, address: str, foreign: dict[str, str]
    ):
        """
        Another web site cannot make this browser change anything.
        """
        page = post(address, "/groups/new", data=GROUP, headers=foreign)
        api = post(address, key="foreign", json=GROUP, headers=foreign)

        assert (page.status_code, api.status_code) == (403, 403)
        assert api.json()["code"] == "cross-site-request"

    @pytest.mark.parametrize(
        ("path", "status"), [("/nowhere", 404), ("/api/sessions/x", 404)]
    )
    def test_answers_unknown_addresses_plainly(
        self, address: str, path: str, status: int
    ):
        """
        An address that there is not: 404, without telling about the machinery.
        """
        answer = get(address + path)

        assert answer.status_code == status
        assert "werkzeug" not in answer.text.lower()
        problem = "application/problem+json"
        assert (answer.headers["Content-Type"] == problem) == ("/api" in path)

    def test_leads_nowhere_else(self, address: str):
        """
        What a client calls this machine does not decide where anybody is sent.
        """
        told = {"Host": "elsewhere.example"}
        answer = get(address, headers=told, allow_redirects=False)

        assert "elsewhere" not in answer.headers.get("Location", "")

    def test_says_to_try_again_when_the_database_is_away(self, address: str, house):
        """
        A full disk or a server that is gone is not called saved and not a bug: 503, a
        code, and on the page what to do.
        """

        def is_full(*_statement: object) -> None:
            full = sqlite3.OperationalError("database or disk is full")
            full.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise OperationalError("INSERT", {}, full)

        engine = house.engines["roster"]
        event.listen(engine, "before_cursor_execute", is_full)
        try:
            page = get(f"{address}/")
            api = get(f"{address}/api/groups")
        finally:
            event.remove(engine, "before_cursor_execute", is_full)

        assert (page.status_code, api.status_code) == (503, 503)
        assert api.json()["code"] == "database-away"
        assert "Gå tilbage og prøv igen" in page.text

    def test_never_shows_an_exception(self, address: str, house, capfd):
        """
        A bug's text may quote a person: it is not on the page, in the answer, or in
        the log.
        """
        with house.engines["roster"].begin() as connection:
            connection.exec_driver_sql("ALTER TABLE groups RENAME TO hidden_groups")
        try:
            page = get(f"{address}/")
            api = get(f"{address}/api/groups")
        finally:
            with house.engines["roster"].begin() as connection:
                connection.exec_driver_sql("ALTER TABLE hidden_groups RENAME TO groups")

        told = page.text + api.text + "".join(capfd.readouterr())
        assert api.status_code == 500
        assert api.json()["code"] == "internal-error"
        assert "no such table" not in told
