"""
The JSON API, over HTTP.
"""

import pytest

from shared.kernel.ids import new_id
from tests.notifications.told import contact, offer, opened, withdrawn
from tests.support.bus import envelope_of, eventually


class TestMessages:
    """
    ``/api/messages``
    """

    def test_are_listed_by_mother_and_state(self, site):
        """
        A program sees what became of each message, without name, number or words.
        """
        aylin, zofia = new_id(), new_id()
        site.desk.take(envelope_of(contact(aylin)), envelope_of(opened(aylin)))
        site.desk.take(envelope_of(opened(zofia)))
        site.desk.take(envelope_of(withdrawn(zofia), version=2))

        (hers,) = site.read("/messages", mother_id=aylin)
        gone = site.read("/messages", state="withdrawn")

        assert hers == {
            "id": hers["id"],
            "version": 1,
            "state": "queued",
            "reason": None,
            "template": "missed_you",
            "mother_id": str(aylin),
            "cause": hers["cause"],
            "facts": {"starts_at": "2026-11-17T09:00:00+00:00"},
            "not_before": "2026-11-17T14:00:00+00:00",
            "not_after": "2026-11-17T19:00:00+00:00",
            "created_at": "2026-11-17T09:00:00+00:00",
            "changed_at": "2026-11-17T09:00:00+00:00",
            "sent_at": None,
            "channel": None,
            "language": None,
        }
        assert [one["mother_id"] for one in gone] == [str(zofia)]
        assert gone[0]["reason"] == "late_cancellation"
        assert site.read(f"/messages/{hers['id']}") == hers

    def test_are_not_found_under_an_unknown_id(self, site):
        """
        404, with a code that never changes.
        """
        answer = site.get(f"/api/messages/{new_id()}")

        assert answer.status_code == 404
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "message-not-found"

    @pytest.mark.parametrize(
        ("field", "told"), [("state", "lost"), ("mother_id", "Aylin")]
    )
    def test_are_refused_for_a_question_that_cannot_be_read(self, site, field, told):
        """
        422, naming what was asked wrongly; nobody is given everything instead.
        """
        answer = site.get("/api/messages", **{field: told})

        assert answer.status_code == 422
        assert list(answer.json()["errors"]) == [field]


class TestOutgoing:
    """
    ``/api/outgoing``, and the timer that fills it.
    """

    def test_tells_what_the_gateway_was_handed(self, site):
        """
        The running service sends what is due by itself, within seconds.
        """
        aylin = new_id()
        site.desk.take(envelope_of(contact(aylin)), envelope_of(offer(aylin)))

        def hers():
            texts = site.read("/outgoing")
            return [one for one in texts if one["mother_id"] == str(aylin)]

        assert eventually(hers)
        (text,) = hers()
        assert text.pop("text").startswith("Merhaba Meryem!")
        assert text == {
            "message_id": site.read("/messages", mother_id=aylin)[0]["id"],
            "mother_id": str(aylin),
            "template": "place_offered",
            "phone": "+4567000021",
            "language": "tr",
            "parts": 2,
            "at": "2026-11-17T09:00:00+00:00",
        }


class TestOpenApi:
    """
    ``/openapi.json``
    """

    def test_names_every_route(self, site):
        """
        A program can find out what may be asked.
        """
        paths = site.get("/openapi.json").json()["paths"]

        assert len([path for path in paths if "/api/" in path]) == 5
