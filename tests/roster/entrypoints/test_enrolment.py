"""
A mother's way as people tap it and as programs ask for it.
"""

from datetime import timedelta

import pytest

from services.roster.usecases.raise_due_reviews import raise_due_reviews
from shared.kernel.organisations import Role
from tests.roster.book import TUESDAY_NOON

PAUSE = {"reason": "travel"}


class TestApi:
    def test_takes_each_step_by_whom_it_is_for(self, visitor):
        """
        The steps of the design in their order; another role is told no, and from where
        she does not stand nothing happens. Every step is kept.
        """
        group_id = visitor.group()
        her = f"/mothers/{visitor.mother(group_id, suggested_by='a_mother')}"
        steps = [
            ("invite", "paedagog", {}, "invited"),
            ("yes", "health_visitor", {"said_yes_on": "2026-11-17"}, "interested"),
        ]
        early = visitor.post(f"{her}/pause", **PAUSE)
        other = visitor.post(f"{her}/first-visit", role=Role.PAEDAGOG)

        assert (early.status_code, early.json()["code"]) == (409, "not-from-here")
        assert other.status_code == 404
        for step, role, told, state in steps:
            answer = visitor.post(f"{her}/{step}", role=role, **told)
            assert answer.json()["enrolment"] == state
        kept = visitor.get(f"{her}/steps").json()
        assert [(one["step"], one["by_role"]) for one in kept] == [
            ("said_yes", "health_visitor"),
            ("invited", "paedagog"),
            ("suggested", "coordinator"),
        ]
        assert kept[-1]["reason"] == "a_mother"

    def test_lists_who_stands_where(self, visitor):
        """
        The list can be asked for one state.
        """
        group_id = visitor.group()
        visitor.mother(group_id)
        suggested = visitor.mother(group_id, "Efua", suggested_by="herself")

        found = visitor.get("/mothers?enrolment=suggested").json()

        assert [one["id"] for one in found] == [suggested]


class TestPages:
    @pytest.mark.parametrize(
        ("steps", "says"),
        [
            ([], "Hun er med i gruppen."),
            ([("pause", PAUSE)], "Hun holder pause: rejse."),
            ([("leave", {"reason": "school"})], "Hun vil gerne hjælpe de andre"),
            (
                [("leave", {"reason": "moved"}), ("help", {"kind": "cook"})],
                "Tilbyder at hjælpe : Lave mad eller kage",
            ),
            (
                [("decline", {"may_ask_at_new_birth": True})],
                "Hun har sagt nej tak",
            ),
        ],
    )
    def test_of_a_mother_says_where_she_stands(self, visitor, steps, says):
        """
        In plain words, whatever has happened, with what happened below.
        """
        mother_id = visitor.mother(visitor.group())
        for step, told in steps:
            assert visitor.post(f"/mothers/{mother_id}/{step}", **told).ok

        page = visitor.open(f"/roster/mothers/{mother_id}")

        assert says in page.text

    def test_of_a_mother_lets_her_take_back_her_yes_and_her_help(self, visitor):
        """
        By a tap, where there is one to take back, and with what it means.
        """
        her = visitor.mother(visitor.group(), said_yes_on="2026-09-01")
        path = f"/roster/mothers/{her}"

        page = visitor.open(path)
        assert "Hun har ikke sagt nej tak, men" in page.text
        page = page.send(f"{path}/withdraw-yes")
        assert "Vil ikke have, at vi bliver ved" in page.text
        assert f"{path}/withdraw-yes" not in page.html

        visitor.post(f"/mothers/{her}/leave", reason="moved")
        visitor.post(f"/mothers/{her}/help", kind="cook")
        page = visitor.open(path).send(f"{path}/withdraw-help")
        assert "Hjælper ikke mere" in page.text
        assert f"{path}/withdraw-help" not in page.html

    def test_lets_her_go_to_another_group_and_back(self, visitor):
        """
        One form, where there is another group; a slip is one tap. Whoever keeps no
        lists sees in which group she is, and no form.
        """
        here = visitor.group()
        mother_id = visitor.mother(here)
        her = f"/roster/mothers/{mother_id}"
        alone = visitor.open(her)
        there = visitor.group()

        moved = visitor.open(her).send(f"{her}/group", group_id=there)
        back = moved.send(f"{her}/undo")

        assert f"{her}/group" not in alone.html
        assert f'href="/roster/groups/{there}"' in moved.html
        assert "Kom i en anden gruppe. Det er skrevet." in moved.text
        assert f'href="/roster/groups/{here}"' in back.html
        assert f"{her}/group" not in visitor.open(her, role=Role.HEALTH_VISITOR).html
        told = visitor.post(f"/mothers/{mother_id}/group", group_id=here)
        assert (told.status_code, told.json()["code"]) == (409, "already-in-group")

    def test_of_what_to_decide_asks_when_a_pause_is_over(self, visitor, clock):
        """
        Nobody is taken back by the clock: it asks, here and on the first page.
        """
        mother_id = visitor.mother(visitor.group())
        visitor.post(f"/mothers/{mother_id}/pause", reason="exam", until="2026-11-18")
        clock.time = TUESDAY_NOON + timedelta(days=1)

        page = visitor.open("/roster/to-decide")

        assert "Pausen er forbi: spørg hende" in page.text
        assert "Tag stilling til 1 mor" in visitor.open("/roster/").text

    def test_of_what_to_decide_needs_two_roles(self, visitor):
        """
        The first says, the second agrees; until then everything stays as it is.
        """
        child = {"born_on": "2024-09-01"}
        her = f"/mothers/{visitor.mother(visitor.group(), children=[child])}"
        raise_due_reviews(now=TUESDAY_NOON, uow=visitor.book.uow())

        visitor.post(f"{her}/review", decision="leaves")
        first = visitor.open("/roster/to-decide")
        second = visitor.open("/roster/to-decide", role=Role.PAEDAGOG)

        assert "Nu mangler en kollega med et andet fag." in first.text
        assert "Koordinator siger: Hun er på vej videre" in second.text
        assert visitor.get(her).json()["enrolment"] == "active"
        visitor.post(f"{her}/review", role=Role.PAEDAGOG, decision="leaves")
        assert visitor.get(her).json()["enrolment"] == "leaving"
