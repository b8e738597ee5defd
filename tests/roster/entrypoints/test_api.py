"""
What the JSON API promises to other programs.
"""

import base64
from pathlib import Path
from uuid import uuid4

import pytest

from shared.contracts.roster.attendance import AttendanceExcusedLate, AttendanceMissed
from shared.contracts.roster.mothers import MotherDeclined
from shared.contracts.roster.sessions import SessionClosed

SAMPLE = Path(__file__).parents[3] / "deploy" / "sample" / "roster.csv"
CODE_OF_NOBODY = {
    "/sessions/{id}": "session-not-found",
    "/mothers/{id}": "mother-not-found",
    "/mothers/{id}/disclosures": "mother-not-found",
    "/sessions?group_id={id}": "group-not-found",
    "/mothers?group_id={id}": "group-not-found",
}


def told(answer):
    return answer.status_code, answer.json()["code"]


class TestTuesday:
    def test_goes_from_the_plan_to_a_closed_register_and_beyond(self, visitor, clock):
        """
        Plan, mark, take back, cancel, close, a late cancellation, a correction.
        """
        group_id = visitor.group()
        names = ("Ama", "Berta", "Cemile", "Dina")
        ama, berta, cemile, dina = (visitor.mother(group_id, name) for name in names)
        here = f"/sessions/{visitor.session(group_id)}"

        marked = visitor.post(f"{here}/marks", mother_id=ama, outcome="attended")
        visitor.post(f"{here}/marks", mother_id=berta, outcome="attended")
        empty = visitor.post(f"{here}/unmark", mother_id=berta)
        cancelled = visitor.post(
            f"{here}/cancellations",
            mother_id=cemile,
            channel="text",
            received_at="2026-11-17T08:00:00Z",
        )
        closed = visitor.post(
            f"{here}/close", version=cancelled.json()["session_version"]
        )
        clock.later(days=1)
        late = visitor.post(f"{here}/cancellations", mother_id=berta, channel="call")
        corrected = visitor.post(
            f"{here}/corrections", mother_id=dina, to="excused", reason="other"
        )

        assert marked.json()["line"]["outcome"] == "attended"
        assert empty.json()["line"] is None
        assert cancelled.json()["line"]["outcome"] == "cancelled"
        assert closed.json()["counts"] == {
            "attended": 1,
            "cancelled": 1,
            "excused": 0,
            "missed": 2,
        }
        assert late.json()["line"]["outcome"] == "cancelled_late"
        assert corrected.json()["line"]["outcome"] == "excused"
        again = visitor.post(f"{here}/reopen", version=late.json()["session_version"])
        assert told(again) == (409, "stale-version")
        first, *_ = visitor.get(here).json()["changes"]
        assert (first["from"], first["to"], first["reason"]) == (
            "missed",
            "excused",
            "other",
        )
        assert (first["role"], first["organisation"]) == ("coordinator", "housing_team")
        lines = visitor.get(here).json()["lines"]
        assert [(line["display_name"], line["outcome"]) for line in lines] == [
            ("Ama", "attended"),
            ("Berta", "cancelled_late"),
            ("Cemile", "cancelled"),
            ("Dina", "excused"),
        ]
        assert len(visitor.announced(AttendanceMissed)) == 2
        assert len(visitor.announced(AttendanceExcusedLate)) == 1

    def test_closed_twice_with_one_key_is_closed_once(self, visitor):
        """
        The network failed and the program asks again: the same answer, no new event.
        """
        group_id = visitor.group()
        visitor.mother(group_id)
        here = f"/sessions/{visitor.session(group_id)}"

        first = visitor.post(f"{here}/close", key="tuesday")
        again = visitor.post(f"{here}/close", key="tuesday")

        assert (first.status_code, again.status_code) == (200, 200)
        assert first.content == again.content
        assert len(visitor.announced(SessionClosed)) == 1
        assert len(visitor.announced(AttendanceMissed)) == 1


class TestRefusals:
    @pytest.mark.parametrize("path", CODE_OF_NOBODY)
    def test_name_what_is_not_there(self, visitor, path):
        """
        404 with a code that never changes.
        """
        answer = visitor.get(path.format(id=uuid4()))

        assert told(answer) == (404, CODE_OF_NOBODY[path])

    def test_name_what_a_change_is_not_about(self, visitor):
        """
        404 for an unknown session, group, mother, or a line that nobody wrote.
        """
        group_id = visitor.group()
        mother_id, nobody = visitor.mother(group_id), str(uuid4())
        here = f"/sessions/{visitor.session(group_id)}"

        found = [
            told(visitor.post("/sessions", group_id=nobody, date="2026-11-17")),
            told(visitor.post(f"/sessions/{nobody}/close")),
            told(visitor.post(f"{here}/marks", mother_id=nobody, outcome="attended")),
            told(visitor.post(f"{here}/unmark", mother_id=mother_id)),
            told(visitor.post(f"/mothers/{nobody}/decline")),
        ]

        assert found == [
            (404, "group-not-found"),
            (404, "session-not-found"),
            (404, "mother-not-found"),
            (404, "not-in-register"),
            (404, "mother-not-found"),
        ]

    def test_tell_the_present_state_and_version(self, visitor):
        """
        409, with what the caller needs to decide what to do.
        """
        group_id = visitor.group()
        session_id = visitor.session(group_id)
        mother_id = visitor.mother(group_id)
        here = f"/sessions/{session_id}"
        mark = {"mother_id": mother_id, "outcome": "attended"}

        again = visitor.post("/sessions", group_id=group_id, date="2026-11-17")
        visitor.post(f"{here}/marks", **mark)
        stale = visitor.post(f"{here}/close", version=1)
        early = visitor.post(
            f"{here}/corrections", mother_id=mother_id, to="missed", reason="other"
        )
        visitor.post(f"{here}/close", version=2)
        late = visitor.post(f"{here}/marks", **mark)
        there = visitor.post(
            f"{here}/cancellations", mother_id=mother_id, channel="call"
        )
        visitor.post(f"{here}/cancel", reason="room_closed")
        gone = visitor.post(f"{here}/marks", **mark)
        void = visitor.post(f"{here}/reopen")
        held = visitor.post(f"{here}/reinstate", version=gone.json()["version"])
        once = visitor.post(f"{here}/reinstate")

        assert held.json()["state"] == "closed"
        assert told(once) == (409, "session-not-cancelled")
        assert told(again) == (409, "session-already-planned")
        assert told(void) == (409, "session-cancelled")
        assert again.json()["id"] == session_id
        assert told(stale) == (409, "stale-version")
        assert (stale.json()["state"], stale.json()["version"]) == ("planned", 2)
        assert told(early) == (409, "session-not-closed")
        assert told(late) == (409, "session-already-closed")
        assert late.json()["state"] == "closed"
        assert told(there) == (409, "mother-attended")
        assert there.json()["state"] == "attended"
        assert told(gone) == (409, "session-cancelled")
        assert gone.json()["state"] == "cancelled"

    @pytest.mark.parametrize(
        ("path", "content", "field"),
        [
            ("/groups", {"weekday": "tuesday"}, "weekday"),
            ("/groups", {"starts_at": "10 o'clock"}, "starts_at"),
            ("/sessions", {"date": "17/11/2026"}, "date"),
            ("/sessions", {"group_id": "tuesday"}, "group_id"),
            ("/sessions", {"colour": "red"}, "colour"),
            ("/mothers", {"display_name": ""}, "group_id"),
            ("/mothers", {"languages": "tr"}, "languages"),
            ("/mothers", {"shared_phone": "perhaps"}, "shared_phone"),
            ("/mothers", {"children": [{}]}, "children"),
            ("/mothers", {"children": [{"born_on": "0026-03-14"}]}, "children"),
            ("/mothers", {"phone": "+9991234567"}, "phone"),
            ("/mothers", {"phone": ""}, "phone"),
            ("/mothers", {"phone": "\u200d"}, "phone"),
            ("/mothers", {"said_yes_on": "9999-12-31"}, "said_yes_on"),
            ("/sessions", {"date": "0001-01-01"}, "date"),
            ("/sessions", {"date": "2027-02-29"}, "date"),
            ("/imports", {"dry_run": 3}, "dry_run"),
            ("/disclosures", {"purpose": "curiosity"}, "purpose"),
            ("/disclosures", {"reference": "12"}, "reference"),
        ],
    )
    def test_name_each_field_that_cannot_be_read(self, visitor, path, content, field):
        """
        422, whatever was sent; nothing is written.
        """
        answer = visitor.post(path, **content)

        assert told(answer) == (422, "invalid-fields")
        assert field in answer.json()["errors"]

    @pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
    def test_say_that_a_body_is_no_object(self, visitor, body):
        """
        Malformed JSON is the caller's error, not ours.
        """
        answer = visitor.post_raw("/groups", body)

        assert told(answer) == (422, "invalid-fields")

    def test_name_the_fields_of_a_line(self, visitor):
        """
        A mark that is none, a channel that is none, a time that has yet to come.
        """
        group_id = visitor.group()
        mother_id = visitor.mother(group_id)
        here = f"/sessions/{visitor.session(group_id)}"
        about = {"mother_id": mother_id}

        refused = {
            "outcome": visitor.post(f"{here}/marks", **about, outcome="missed"),
            "channel": visitor.post(f"{here}/cancellations", **about, channel="owl"),
            "received_at": visitor.post(
                f"{here}/cancellations",
                **about,
                channel="text",
                received_at="2026-11-18T08:00:00Z",
            ),
            "to": visitor.post(f"{here}/corrections", **about, to="cancelled_late"),
            "reason": visitor.post(f"{here}/corrections", **about, to="excused"),
            "version": visitor.post(f"{here}/close", version="new"),
            "reason ": visitor.post(f"{here}/cancel", reason="bored"),
        }

        assert {
            name: told(answer) for name, answer in refused.items()
        } == dict.fromkeys(refused, (422, "invalid-fields"))
        assert all(name.strip() in refused[name].json()["errors"] for name in refused)

    @pytest.mark.parametrize(
        "moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
    )
    def test_name_a_moment_that_no_clock_shows(self, visitor, moment):
        """
        It can be written, but not be turned into the time of another place.
        """
        group_id = visitor.group()

        answer = visitor.post(
            f"/sessions/{visitor.session(group_id)}/cancellations",
            mother_id=visitor.mother(group_id),
            channel="text",
            received_at=moment,
        )

        assert told(answer) == (422, "invalid-fields")
        assert "received_at" in answer.json()["errors"]

    def test_name_a_line_that_a_colleague_has_changed(self, visitor):
        """
        Both took back, or corrected, what they saw; the second saw something older.
        """
        group_id = visitor.group()
        mother_id = visitor.mother(group_id)
        here = f"/sessions/{visitor.session(group_id)}"
        about = {"mother_id": mother_id}
        visitor.post(f"{here}/marks", **about, outcome="attended")
        visitor.post(f"{here}/cancellations", **about, channel="call")
        wrong = {**about, "reason": "wrong_row", "version": 2}

        back = visitor.post(f"{here}/unmark", **about, version=1)
        visitor.post(f"{here}/close")
        visitor.post(f"{here}/corrections", **wrong, to="attended")
        corrected = visitor.post(f"{here}/corrections", **wrong, to="excused")

        assert told(back) == (409, "stale-version")
        assert (back.json()["state"], back.json()["version"]) == ("cancelled_late", 2)
        assert told(corrected) == (409, "stale-version")
        assert corrected.json()["state"] == "attended"

    def test_do_not_repeat_what_was_typed(self, visitor):
        """
        An error may be logged by the caller; a name and a number must not be in it.
        """
        group_id = visitor.group()

        answer = visitor.post(
            "/mothers", group_id=group_id, display_name="Zubeyde\n", phone="5550199"
        )

        assert answer.status_code == 422
        assert sorted(answer.json()["errors"]) == ["phone"]
        assert "5550199" not in answer.text
        assert "Zubeyde" not in answer.text


class TestSessions:
    def test_are_listed_from_a_day_on_and_no_more_than_asked_for(self, visitor):
        """
        The earliest first; the day is one in Copenhagen.
        """
        group_id = visitor.group()
        days = ("2026-11-24", "2026-11-10", "2026-11-17")
        for day in days:
            visitor.session(group_id, day)

        later = visitor.get(f"/sessions?group_id={group_id}&from=2026-11-17").json()
        first = visitor.get("/sessions?limit=1").json()
        refused = visitor.get("/sessions?limit=0&from=tuesday")
        too_early = visitor.get("/sessions?from=0001-01-01")

        assert [one["starts_at"] for one in later] == [
            "2026-11-17T09:00:00+00:00",
            "2026-11-24T09:00:00+00:00",
        ]
        assert [one["starts_at"] for one in first] == ["2026-11-10T09:00:00+00:00"]
        assert refused.status_code == 422
        assert sorted(refused.json()["errors"]) == ["from", "limit"]
        assert told(too_early) == (422, "invalid-fields")
        assert list(too_early.json()["errors"]) == ["from"]


class TestMothers:
    def test_are_entered_changed_and_declined(self, visitor):
        """
        What is answered to a change holds no name: answers are kept for repeats.
        """
        group_id = visitor.group()
        contact = {
            "display_name": "Nevra",
            "phone": "+4567000001",
            "languages": ["tr", "da"],
            "shared_phone": False,
            "may_leave_message": True,
        }

        added = visitor.post(
            "/mothers",
            group_id=group_id,
            **contact,
            children=[{"first_name": "Ada", "born_on": "2026-03-14"}],
        )
        here = f"/mothers/{added.json()['id']}"
        changed = visitor.post(
            f"{here}/contact", **contact | {"phone": None}, version=1
        )
        stale = visitor.post(f"{here}/contact", **contact, version=1)
        declined = visitor.post(f"{here}/decline")
        seen = visitor.get(here).json()

        assert added.status_code == 201
        assert "Nevra" not in added.text + changed.text + declined.text
        assert changed.json()["version"] == 2
        assert told(stale) == (409, "stale-version")
        assert (declined.json()["enrolment"], declined.json()["version"]) == (
            "declined",
            3,
        )
        assert (seen["phone"], seen["languages"]) == (None, ["tr", "da"])
        assert [child["first_name"] for child in seen["children"]] == ["Ada"]
        assert len(visitor.announced(MotherDeclined)) == 1
        assert visitor.get(f"/mothers?group_id={group_id}").json() == [seen]

    def test_are_named_to_others_only_with_a_row(self, visitor):
        """
        The answer holds no more than the purpose needs; the row says who asked.
        """
        mother_id = visitor.mother(
            visitor.group(), children=[{"born_on": "2026-03-14"}]
        )
        reference = str(uuid4())

        card = visitor.post(
            "/disclosures",
            role="health_visitor",
            mother_id=mother_id,
            purpose="home_visit",
            reference=reference,
        )
        rows = visitor.get(f"/mothers/{mother_id}/disclosures").json()

        assert card.status_code == 201
        assert sorted(card.json()) == [
            "children",
            "display_name",
            "languages",
            "may_leave_message",
            "phone",
            "shared_phone",
        ]
        assert sorted(card.json()["children"][0]) == ["child_id", "first_name"]
        assert rows == [
            {
                "purpose": "home_visit",
                "reference": reference,
                "role": "health_visitor",
                "organisation": "health_visitors",
                "at": "2026-11-17T11:00:00+00:00",
            }
        ]


class TestImports:
    def test_try_first_then_take_in_once(self, visitor):
        """
        The sample: twenty mothers, then none.
        """
        group_id = visitor.group()
        content = base64.b64encode(SAMPLE.read_bytes()).decode()
        sent = {"group_id": group_id, "content_base64": content}

        tried = visitor.post("/imports", **sent, dry_run=True).json()
        empty = visitor.get(f"/mothers?group_id={group_id}").json()
        taken = visitor.post("/imports", **sent).json()
        again = visitor.post("/imports", **sent).json()

        assert tried == {"new": 20, "known": 0, "errors": [], "imported": False}
        assert empty == []
        assert taken == {"new": 20, "known": 0, "errors": [], "imported": True}
        assert again == {"new": 0, "known": 20, "errors": [], "imported": True}
        assert len(visitor.get(f"/mothers?group_id={group_id}").json()) == 20

    def test_take_nothing_in_when_one_line_is_wrong(self, visitor):
        """
        The trial answers 200 with each error; the import refuses with the same.
        """
        group_id = visitor.group()
        sent = {"group_id": group_id, "text": "navn;telefon\nNevra;12\nEfua;\n"}

        tried = visitor.post("/imports", **sent, dry_run=True)
        refused = visitor.post("/imports", **sent)

        [error] = tried.json()["errors"]
        assert (tried.status_code, tried.json()["imported"]) == (200, False)
        assert (error["line"], error["column"], error["code"]) == (
            2,
            "telefon",
            "phone-wrong",
        )
        assert error["what"]
        assert error["what_to_do"]
        assert told(refused) == (422, "roster-has-errors")
        assert refused.json()["errors"]["content"] == [error]
        assert visitor.get(f"/mothers?group_id={group_id}").json() == []

    def test_takes_a_list_in_step_by_step(self, visitor):
        """
        Sent, looked at, and taken in without the row that is wrong; then the same again
        adds nobody.
        """
        told = {"group_id": visitor.group(), "text": "navn;telefon\nNevra;12\nEfua;"}

        sent = visitor.post("/import_files", **told)
        path = f"/import_files/{sent.json()['id']}"
        not_so = visitor.post(f"{path}/take_in")
        taken = visitor.post(f"{path}/take_in", good_rows=True)
        again = visitor.post("/import_files", **told).json()

        assert sent.status_code == 201
        found = visitor.get(path).json()
        assert [found[name] for name in ("rows", "new", "known", "faults")] == [
            1,
            1,
            0,
            1,
        ]
        assert [error["code"] for error in found["errors"]] == ["phone-wrong"]
        assert (not_so.status_code, not_so.json()["code"]) == (
            409,
            "roster-file-not-ready",
        )
        assert (taken.json()["state"], taken.json()["new_mothers"]) == ("done", 1)
        assert (again["new"], again["known"]) == (0, 1)

    def test_name_the_line_with_a_letter_that_was_lost_on_the_way(self, visitor):
        """
        Half of a letter is valid JSON, and no text.
        """
        answer = visitor.post(
            "/imports", group_id=visitor.group(), text="navn\nA\ud800"
        )

        [error] = answer.json()["errors"]["content"]
        assert told(answer) == (422, "roster-has-errors")
        assert (error["line"], error["code"]) == (2, "letters-lost")

    @pytest.mark.parametrize(
        ("content", "field"),
        [
            ({}, "text"),
            ({"text": "navn\nA", "content_base64": "bmF2bg=="}, "text"),
            ({"content_base64": "æ"}, "content_base64"),
        ],
    )
    def test_say_what_is_wrong_with_the_sending(self, visitor, content, field):
        """
        One file, in one of two ways.
        """
        answer = visitor.post("/imports", group_id=visitor.group(), **content)

        assert told(answer) == (422, "invalid-fields")
        assert field in answer.json()["errors"]
