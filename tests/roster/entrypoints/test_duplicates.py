"""
Intake, and two entries of one mother, as a coordinator meets them.
"""

from services.roster.domain.attendance import Outcome
from tests.roster.visitor import Visitor

PHONE = "22 33 44 55"


def number_of(page) -> str:
    return page.address.rsplit("/", 1)[1]


def new_mother(visitor: Visitor, name: str, **told: str):
    form = visitor.open("/roster/mothers/new")
    return form.send("/roster/mothers/new", display_name=name, **told)


class TestIntake:
    def test_takes_a_name_alone_or_all_that_she_tells(self, visitor: Visitor):
        """
        What she tells stands on her page, and is changed on a page of its own.
        """
        visitor.group()
        page = new_mother(
            visitor, "Aylin", reads="no", offers_cook="true", knows_school="true",
            food_note="ingen nødder", child_1_born_on="2024-02-29",
        )  # fmt: skip

        assert "ingen nødder" in page.text
        assert "Lave mad eller kage" in page.text
        her = number_of(page)
        form = visitor.open(f"/roster/mothers/{her}/profile")
        changed = form.send(f"/roster/mothers/{her}/profile", food_note="vegetar")
        assert "vegetar" in changed.text

    def test_says_whom_the_group_is_for_and_tests_nobody(self, visitor: Visitor):
        """
        One reason is enough and none is shown: who speaks nothing but Danish and whose
        child is three is taken like anybody else.
        """
        visitor.group()
        before = visitor.open("/roster/mothers/new")
        assert "Ét er nok, og ingen skal vise det." in before.text

        page = new_mother(
            visitor, "Dorte", languages="dansk", child_1_born_on="2023-02-28"
        )

        her = visitor.get(f"/mothers/{number_of(page)}").json()
        assert her["display_name"] == "Dorte"

    def test_names_the_field_that_cannot_be(self, visitor: Visitor):
        """
        A child born in the future, a day that is none, a note of 201 letters and a
        character that turns the text: each is said beside its field, in Danish.
        """
        visitor.group()
        wrong = {
            "Født": {"child_1_born_on": "2099-01-01"},
            "Mad": {"food_note": "x" * 201},
            "Navn": {"display_name": "Ay\u202elin"},
            "Telefon": {"phone": "123"},
            "Læser på": {"reading_languages": "volapyk og bavl"},
        }
        for field, told in wrong.items():
            form = visitor.open("/roster/mothers/new")
            filled = {"display_name": "Aylin Forkert"} | told
            answer = form.send("/roster/mothers/new", **filled)
            assert f"<strong>{field}</strong>" in answer.html, field
        impossible = visitor.open("/roster/mothers/new").send(
            "/roster/mothers/new",
            display_name="Aylin Forkert",
            child_1_born_on="2027-02-30",
        )
        assert "<strong>Født</strong>" in impossible.html
        assert "Aylin Forkert" not in visitor.open("/roster/mothers").text


class TestOneMother:
    def test_is_reached_under_both_ids_after_the_merge(self, visitor: Visitor):
        """
        Likeness is shown while typing, on the list and side by side; afterwards the
        old address, and a mark that a phone sends late, are those of the kept one.
        """
        group = visitor.group()
        kept = visitor.mother(group, "Nurgül Samlet", phone="+4522339911")
        other = visitor.mother(group, "Nurgyl Samlet")
        assert other in visitor.open("/roster/duplicates").html
        form = visitor.open("/roster/mothers/new").form("/roster/mothers/new")
        typed = {"display_name": "Nurgul Samlet", "group_id": group}
        typing = visitor.send("/roster/mothers/alike", data=form | typed)
        assert kept in typing.text
        page = visitor.open(f"/roster/mothers/{kept}/same?other={other}")
        assert "Det kan ikke fortrydes." in page.text

        merged = page.send(f"/roster/mothers/{kept}/merge", sure="on")

        assert "Stod her to gange" in merged.text
        assert "Nurgül Samlet" in visitor.open(f"/roster/mothers/{other}").text
        found = visitor.get(f"/mothers/{other}").json()
        assert found["id"] == kept
        session = visitor.session(group)
        visitor.post(f"/sessions/{session}/marks", mother_id=other, outcome="attended")
        lines = visitor.get(f"/sessions/{session}").json()["lines"]
        outcomes = {line["mother_id"]: line["outcome"] for line in lines}
        assert outcomes[kept] == Outcome.ATTENDED
        assert other not in outcomes
        assert other not in visitor.open("/roster/duplicates").html
