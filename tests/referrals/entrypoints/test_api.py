"""
Referrals, hand-offs and feeds over HTTP, as a program uses them.
"""

import json
from typing import Any
from uuid import UUID

import pytest
from openapi_spec_validator import validate
from sqlalchemy import select

from services.referrals.entrypoints.wording import WORDING
from shared.bus.tables import outbox
from tests.referrals.domain.examples import A_DAYCARE, BABY_MIRA, ZEHRA
from tests.referrals.entrypoints.visitor import Visitor
from tests.support.bus import eventually

NOBODY = UUID(int=99)
YES = {
    "given": True,
    "language": "tr",
    "explained_by_role": "coordinator",
    "interpreted": False,
    "said_on": "2027-03-09",
}
A_CONCERN = {
    "mother_id": str(ZEHRA),
    "child_id": str(BABY_MIRA),
    "concern": "weight",
    "priority": "soon",
    "interpreter_language": "tr",
    "consent": YES,
}
A_WISH = {
    "child_id": str(BABY_MIRA),
    "need_month": "2027-05-01",
    "wishes": ["near_home", A_DAYCARE],
    "languages": ["tr", "da"],
    "consent": YES,
}


def draft(visitor: Visitor, **changed: Any) -> str:
    answer = visitor.post("/api/referrals", A_CONCERN | changed)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def step(visitor: Visitor, case: str, name: str, **told: Any) -> dict[str, Any]:
    answer = visitor.post(f"/api/{case}/{name}", told)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


class TestReferrals:
    def test_go_all_the_way(self, coordinator, health_visitor):
        """
        From a concern to what came of it, each step answered with how it stands.
        """
        case = f"referrals/{draft(coordinator)}"

        step(coordinator, case, "submit", version=1)
        step(health_visitor, case, "accept", version=2)
        step(health_visitor, case, "schedule", visit_at="2027-03-11T09:00:00+01:00")
        step(health_visitor, case, "request_interpreter")
        step(health_visitor, case, "report_no_interpreter")
        step(health_visitor, case, "request_interpreter")
        booked = step(health_visitor, case, "book_interpreter", kind="professional")
        moved = step(
            health_visitor, case, "reschedule", visit_at="2027-03-12T08:00:00Z"
        )
        done = step(health_visitor, case, "complete", outcome_code="advice_given")

        assert booked["visit_is_ready"]
        assert booked["visit_at"] == "2027-03-11T08:00:00+00:00"
        assert moved["interpreter"] == {
            "state": "needed",
            "language": "tr",
            "kind": None,
        }
        assert (done["state"], done["outcome_code"], done["version"]) == (
            "completed",
            "advice_given",
            10,
        )
        assert [one["to_state"] for one in done["history"]][:4] == [
            "draft",
            "requested",
            "accepted",
            "scheduled",
        ]

    def test_are_declined_or_discarded(self, coordinator, health_visitor):
        """
        The two other ends.
        """
        sent, thrown = draft(coordinator), draft(coordinator, consent=None)
        step(coordinator, f"referrals/{thrown}", "record_consent", consent=YES)
        step(coordinator, f"referrals/{sent}", "submit")

        declined = step(
            health_visitor, f"referrals/{sent}", "decline", reason="at_capacity"
        )
        discarded = step(coordinator, f"referrals/{thrown}", "discard")

        assert (declined["state"], declined["reason"]) == ("declined", "at_capacity")
        assert discarded["state"] == "discarded"
        assert discarded["consent"]["purpose"] == "health_visit"

    def test_are_listed_by_state_to_whom_they_concern(
        self, coordinator, paedagog, health_visitor
    ):
        """
        Each role lists its own; a state that there is not is refused.
        """
        sent, kept = draft(coordinator), draft(coordinator)
        step(coordinator, f"referrals/{sent}", "submit")

        def listed(visitor, query=""):
            return [one["id"] for one in visitor.get(f"/api/referrals{query}").json()]

        assert listed(coordinator) == [kept, sent]
        assert listed(coordinator, "?state=draft") == [kept]
        assert listed(health_visitor) == [sent]
        assert listed(paedagog) == []
        assert coordinator.get("/api/referrals?state=lost").status_code == 422

    def test_are_refused_with_a_code_and_the_present_state(
        self, coordinator, health_visitor, intake
    ):
        """
        Unknown or not yours is 404, not now 409, not readable 422; the code never
        changes.
        """
        sent = f"/api/referrals/{draft(coordinator)}"
        step(coordinator, sent.removeprefix("/api/"), "submit")
        refused = [
            health_visitor.post(f"/api/referrals/{NOBODY}/accept"),
            health_visitor.get(f"/api/referrals/{NOBODY}"),
            coordinator.post("/api/referrals", A_CONCERN | {"child_id": str(NOBODY)}),
            health_visitor.post(f"{sent}/complete", {"outcome_code": "no_need"}),
            health_visitor.post(f"{sent}/accept", {"version": 1}),
            coordinator.post(f"{sent}/accept"),
            intake.get(sent),
            health_visitor.post(f"{sent}/decline", {"reason": "tired", "x": 1}),
        ]

        told = [(one.status_code, one.json()["code"]) for one in refused]
        not_now, stale, unreadable = refused[3].json(), refused[4].json(), refused[7]
        assert told == [
            (404, "referral-not-found"),
            (404, "referral-not-found"),
            (404, "child-not-known"),
            (409, "referral-in-state"),
            (409, "stale-version"),
            (404, "not-found"),
            (404, "not-found"),
            (422, "invalid-fields"),
        ]
        assert (not_now["state"], not_now["version"]) == ("requested", 2)
        assert (stale["state"], stale["version"]) == ("requested", 2)
        assert set(unreadable.json()["errors"]) == {"reason", "x"}

    def test_that_are_not_hers_look_like_none(
        self, office, coordinator, paedagog, health_visitor, intake
    ):
        """
        A draft of the housing team, and a wish that nobody has applied for, are to the
        others like an id that nobody has given, for whatever she asks.
        """
        drafted = draft(coordinator)
        wanted = office.desk.want().id
        asked = [
            (who, f"/api/referrals/{{id}}{step}", drafted)
            for who in (paedagog, health_visitor)
            for step in ("", "/submit", "/discard")
        ]
        asked += [
            (intake, f"/api/hand_offs/{{id}}{step}", wanted) for step in ("", "/start")
        ]

        for who, path, there in asked:
            ask = who.get if path.endswith("}") else who.post
            hidden, none = ask(path.format(id=there)), ask(path.format(id=NOBODY))
            assert hidden.status_code == none.status_code, path
            assert hidden.text.replace(str(there), "") == none.text.replace(
                str(NOBODY), ""
            )

    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            ("relative", "interpreter-is-relative"),
            ("minor", "interpreter-is-minor"),
            ("group_member", "interpreter-is-group-member"),
        ],
    )
    def test_have_no_interpreter_from_the_family(
        self, coordinator, health_visitor, kind, code
    ):
        """
        She is told which rule it is.
        """
        case = f"referrals/{draft(coordinator)}"
        step(coordinator, case, "submit")
        step(health_visitor, case, "accept")
        step(health_visitor, case, "schedule", visit_at="2027-03-11T09:00:00+01:00")

        answer = health_visitor.post(f"/api/{case}/book_interpreter", {"kind": kind})

        assert (answer.status_code, answer.json()["code"]) == (400, code)

    def test_are_drafted_once_for_one_key(self, office, coordinator):
        """
        A request that is sent again is answered as the first time and does nothing.
        """
        answers = [
            coordinator.post("/api/referrals", A_CONCERN, key="tap") for _ in range(2)
        ]
        sent = f"/api/referrals/{answers[0].json()['id']}/submit"
        repeats = [coordinator.post(sent, key="send").text for _ in range(2)]
        reused = coordinator.post(
            "/api/referrals", A_CONCERN | {"concern": "sleep"}, key="tap"
        )

        assert answers[0].text == answers[1].text
        assert repeats[0] == repeats[1]
        assert len(coordinator.get("/api/referrals").json()) == 1
        assert len(office.desk.events()) == 2
        assert reused.json()["code"] == "idempotency-key-reused"


class TestHandOffs:
    def test_go_all_the_way(self, coordinator, intake):
        """
        From a wish to the first day in daycare, with one no on the way.
        """
        wanted = coordinator.post("/api/hand_offs", A_WISH | {"consent": None})
        case = f"hand_offs/{wanted.json()['id']}"

        step(coordinator, case, "record_consent", consent=YES, version=1)
        step(coordinator, case, "apply", on="2027-03-09", version=2)
        step(intake, case, "offer", answer_by="2027-03-23", wished=False)
        step(coordinator, case, "decline")
        step(intake, case, "offer", answer_by="2027-04-06", wished=True)
        step(coordinator, case, "accept")
        started = step(intake, case, "start", start_month="2027-03-01")

        assert wanted.status_code == 201
        assert (started["state"], started["start_month"]) == ("started", "2027-03-01")
        assert started["wishes"] == ["near_home", A_DAYCARE]
        assert len(intake.get(f"/api/{case}").json()["history"]) == 8
        assert [one["state"] for one in intake.get("/api/hand_offs").json()] == [
            "started"
        ]

    def test_name_a_wish_and_a_language_once(self, coordinator):
        """
        What is said twice is not handed over twice.
        """
        twice = {"wishes": [A_DAYCARE] * 2, "languages": ["tr", "da", "tr"]}

        wanted = coordinator.post("/api/hand_offs", A_WISH | twice).json()

        assert wanted["wishes"] == [A_DAYCARE]
        assert wanted["languages"] == ["tr", "da"]

    def test_are_refused_with_a_code_and_the_present_state(self, coordinator, intake):
        """
        One child has one open hand-off; a wish in one's own words is not kept.
        """
        case = (
            f"/api/hand_offs/{coordinator.post('/api/hand_offs', A_WISH).json()['id']}"
        )
        in_own_words = A_WISH | {"wishes": ["close to her sister"]}
        refused = [
            coordinator.post("/api/hand_offs", A_WISH),
            coordinator.post("/api/hand_offs", A_WISH | {"child_id": str(NOBODY)}),
            coordinator.post("/api/hand_offs", in_own_words),
            coordinator.post("/api/hand_offs", A_WISH | {"need_month": "2027-05-02"}),
            coordinator.post("/api/hand_offs", A_WISH | {"languages": ["Turkish!"]}),
            coordinator.post(f"{case}/accept"),
            intake.get(case),
        ]

        told = [(one.status_code, one.json()["code"]) for one in refused]
        assert told == [
            (409, "hand-off-already-open"),
            (404, "child-not-known"),
            (422, "wish-not-known"),
            (422, "not-first-of-month"),
            (422, "invalid-fields"),
            (409, "hand-off-in-state"),
            (404, "hand-off-not-found"),
        ]
        assert refused[0].json()["state"] == "wanted"
        assert "sister" not in refused[2].text


class TestDays:
    """
    One slip of the year would reach a mother, a partner, or everybody's overview.
    """

    @pytest.mark.parametrize(
        "visit_at",
        [
            "2026-03-11T09:00:00+01:00",
            "0001-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59Z",
            "9999-12-31T23:59:59-01:00",
        ],
    )
    def test_of_a_visit_lie_ahead(self, office, coordinator, health_visitor, visit_at):
        """
        Refused with the field's name; nothing is announced and the inbox still opens.
        """
        case = f"referrals/{draft(coordinator)}"
        step(coordinator, case, "submit")
        step(health_visitor, case, "accept")
        announced = office.desk.events()

        refused = health_visitor.post(f"/api/{case}/schedule", {"visit_at": visit_at})

        told = refused.json()
        assert (refused.status_code, told["code"]) == (422, "day-not-possible")
        assert set(told["errors"]) == {"visit_at"}
        assert office.desk.events() == announced
        assert health_visitor.get(f"/api/{case}").json()["state"] == "accepted"
        assert health_visitor.get("/").status_code == 200

    @pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
    def test_of_a_hand_off_can_be_meant(self, office, coordinator, intake, day):
        """
        An answer of tomorrow, an application of long ago, an offer that is over.
        """
        said = YES | {"said_on": day}
        wanted = coordinator.post("/api/hand_offs", A_WISH).json()["id"]
        case = f"hand_offs/{wanted}"
        refused = [
            coordinator.post("/api/referrals", A_CONCERN | {"consent": said}),
            coordinator.post(f"/api/{case}/record_consent", {"consent": said}),
            coordinator.post(f"/api/{case}/apply", {"on": day}),
        ]
        step(coordinator, case, "apply", on="2027-03-09")
        offer = {"answer_by": day, "wished": True}
        refused.append(intake.post(f"/api/{case}/offer", offer))

        codes = {(one.status_code, one.json()["code"]) for one in refused}
        fields = [set(one.json()["errors"]) for one in refused]
        assert codes == {(422, "day-not-possible")}
        assert fields == [{"said_on"}, {"said_on"}, {"on"}, {"answer_by"}]
        # The wish, the application and the hand-over; of what was refused, nothing.
        assert len(office.desk.events()) == 3


class TestFeeds:
    def test_carry_what_the_exchange_carries(
        self, office, coordinator, health_visitor, intake
    ):
        """
        A partner may listen or fetch; it hears the same, and only its own.
        """
        case = f"referrals/{draft(coordinator)}"
        step(coordinator, case, "submit")
        step(health_visitor, case, "accept")
        wanted = coordinator.post("/api/hand_offs", A_WISH).json()["id"]
        step(coordinator, f"hand_offs/{wanted}", "apply", on="2027-03-09")

        feeds = [
            health_visitor.get("/api/feeds/health-visitors").json(),
            intake.get("/api/feeds/daycare-intake").json(),
        ]
        page_before = f"/api/feeds/health-visitors?before={feeds[0][0]['id']}"

        types = [
            [one["type"].rpartition("partner.")[2] for one in feed] for feed in feeds
        ]
        assert types == [
            ["referral.updated.v1", "referral.requested.v1"],
            ["daycare.handoff.v1"],
        ]
        assert [*feeds[0], *feeds[1]] == self.published_to_partners(office)
        assert health_visitor.get(page_before).json() == feeds[0][1:]

    def test_are_for_their_partner_alone(self, coordinator, health_visitor, intake):
        """
        They tell concerns and languages; an id that is none is said to be none.
        """
        answers = [
            coordinator.get("/api/feeds/health-visitors"),
            intake.get("/api/feeds/health-visitors"),
            health_visitor.get("/api/feeds/daycare-intake"),
            health_visitor.get("/api/feeds/health-visitors?before=yesterday"),
        ]

        assert [one.status_code for one in answers] == [404, 404, 404, 422]

    def published_to_partners(self, office):
        """
        Return what the relay has published there, hand-offs last, newest first.
        """

        def rows():
            query = select(outbox).where(outbox.c.exchange == "referrals.partners")
            newest = query.order_by(outbox.c.event_id.desc())
            with office.desk.engine.connect() as connection:
                return connection.execute(newest).all()

        assert eventually(lambda: all(row.published_at for row in rows()))
        bodies = [json.loads(row.body) for row in rows()]
        return sorted(bodies, key=lambda body: "handoff" in body["type"])


class TestWhatIsBroadcast:
    def test_says_nothing_that_only_the_partner_may_know(
        self, office, coordinator, health_visitor
    ):
        """
        No concern, language or reason is in any event on the house's own exchange.
        """
        case = f"referrals/{draft(coordinator, concern='speech')}"
        step(coordinator, case, "submit")
        step(health_visitor, case, "decline", reason="family_declined")
        wanted = coordinator.post("/api/hand_offs", A_WISH).json()["id"]
        step(coordinator, f"hand_offs/{wanted}", "apply", on="2027-03-09")

        query = select(outbox.c.body).where(outbox.c.exchange == "referrals.events")
        with office.desk.engine.connect() as connection:
            bodies = [body.decode() for body in connection.scalars(query)]

        secrets = ("speech", '"tr"', "interpreter", "family_declined", "near_home")
        assert len(bodies) == 4
        assert [word for word in secrets for body in bodies if word in body] == []


class TestOpenApi:
    def test_is_valid_and_tells_every_route(self, coordinator):
        """
        A partner's developer can work from it.
        """
        told = coordinator.get("/openapi.json").json()

        validate(told)
        assert len(told["paths"]) == 25
        assert "/api/referrals/{referral_id}/book_interpreter" in told["paths"]


class TestWording:
    def test_says_every_refusal_in_plain_danish(self):
        """
        No page shows a code without a sentence that says what to do.
        """
        from services.referrals.domain import errors, sealed_errors
        from shared.kernel.refusal import Refusal

        codes = {
            one.code
            for module in (errors, sealed_errors)
            for one in vars(module).values()
            if isinstance(one, type)
            and issubclass(one, Refusal)
            and one.__module__ == module.__name__
        }

        assert codes == set(WORDING)
