"""
The grades of an agreement: keep going, more seldom, a pause, and a no of two sizes.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest

from services.outreach.domain.agreement import (
    Agreement,
    AgreementKind,
    Persistence,
    Scope,
    Terms,
)
from services.outreach.domain.agreement_words import check_terms
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.errors import OlderThanHerWord
from services.outreach.domain.ladder_steps import StepKind
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from shared.kernel.refusal import Invalid
from tests.outreach.domain.climbing import Climber, wall

COORDINATOR = Role.COORDINATOR


class TestWords:
    def test_are_all_kept(self):
        """
        The newest is her agreement; what she said before stays, each with its version.
        """
        she = Climber()
        agreement = she.mother.agreement
        terms = Terms(quote="Ring om morgenen", every_weeks=4)
        agreement.say_yes(on=she.day(0), heard_by=COORDINATOR)
        agreement.ask_for_less(on=she.day(1), heard_by=COORDINATOR, terms=terms)
        agreement.no_thanks(on=she.day(2), heard_by=Role.HEALTH_VISITOR)

        told = [(word.kind, word.heard_by_role) for word in agreement.words]
        assert told == [
            (AgreementKind.SAID_YES, COORDINATOR),
            (AgreementKind.LIGHTER, COORDINATOR),
            (AgreementKind.NO_THANKS, Role.HEALTH_VISITOR),
        ]
        assert agreement.words[1].terms == terms
        versions = [word.version for word in agreement.words]
        assert versions == sorted(set(versions))

    def test_are_kept_when_she_says_on_a_call_to_keep_going(self):
        """
        "Keep going" is about what we do: every four weeks by text stays just that.
        """
        she = Climber()
        terms = Terms(every_weeks=4, channels=frozenset({Channel.TEXT}))
        she.says(AgreementKind.LIGHTER, terms=terms)
        she.misses(0)

        she.is_tried(wall(she.day(0, 1), 10), AttemptOutcome.KEEP_GOING, Channel.TEXT)

        assert she.mother.agreement.kind is AgreementKind.LIGHTER
        assert she.mother.agreement.terms == terms
        assert she.mother.open_follow_ups == []

    def test_of_a_yes_are_kept_below_a_grade(self):
        """
        She has said more than yes already: her own words are kept, the grade stands.
        """
        agreement = Agreement.unspoken(mother_id=Climber().mother.id)
        said = {"on": Climber().day(0), "heard_by": COORDINATOR}
        agreement.ask_to_keep_going(**said, terms=Terms(quote="Bliv ved"))

        assert not agreement.say_yes(**said, quote="Vi kommer gerne")

        assert agreement.kind is AgreementKind.KEEP_GOING
        kept = [(word.kind, word.terms.quote) for word in agreement.words]
        assert kept == [("keep_going", "Bliv ved"), ("said_yes", "Vi kommer gerne")]

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    @pytest.mark.parametrize("kind", [Agreement.say_yes, Agreement.no_thanks])
    def test_of_a_day_do_not_stand_beside_another(self, kind: Callable, order: tuple):
        """
        What she said on Tuesday is no quote of Wednesday, whichever is heard of first;
        it is kept with its own day.
        """
        agreement, quotes = Agreement.unspoken(mother_id=new_id()), ("Ring", None)
        days = Climber().day(0), Climber().day(0, 1)

        for each in order:
            kind(agreement, on=days[each], heard_by=COORDINATOR, quote=quotes[each])

        assert (agreement.said_on, agreement.terms.quote) == (days[1], None)
        quoted = [word.said_on for word in agreement.words if word.terms.quote]
        assert quoted == [days[0]]

    def test_of_the_same_day_stay_when_it_is_written_once_more(self):
        """
        Of one day they are hers, also when somebody writes the same word again.
        """
        agreement, day = Agreement.unspoken(mother_id=new_id()), Climber().day(0)
        said = {"on": day, "heard_by": COORDINATOR}
        agreement.no_thanks(**said, scope=Scope.FOLLOW_UP, quote="Jeg kommer selv")

        agreement.no_thanks(**said, scope=Scope.ALL_CONTACT)

        assert agreement.scope is Scope.ALL_CONTACT
        assert agreement.terms.quote == "Jeg kommer selv"

    def test_do_not_stand_beside_the_answer_to_the_review(self):
        """
        "Keep going", said again without more, has its own day: her words are of before.
        """
        agreement = Agreement.unspoken(mother_id=Climber().mother.id)
        first, terms = Climber().day(0), Terms(quote="Bliv ved", every_weeks=2)
        agreement.ask_to_keep_going(on=first, heard_by=COORDINATOR, terms=terms)

        agreement.ask_to_keep_going(on=agreement.review_on, heard_by=COORDINATOR)

        assert agreement.terms == Terms(every_weeks=2)
        assert [word.terms.quote for word in agreement.words] == ["Bliv ved", None]

    def test_of_an_earlier_day_change_nothing(self):
        """
        What she said on Tuesday is not undone by what somebody writes of Monday.
        """
        she = Climber()
        agreement = she.mother.agreement
        terms = Terms(every_weeks=2)
        agreement.ask_for_less(on=she.day(1), heard_by=COORDINATOR, terms=terms)

        with pytest.raises(OlderThanHerWord):
            agreement.ask_to_keep_going(on=she.day(0), heard_by=COORDINATOR)
        assert agreement.kind is AgreementKind.LIGHTER

    def test_said_again_after_the_review_begin_it_anew(self):
        """
        "Just keep going" is the answer to the question: it comes back in 13 weeks.
        """
        agreement = Agreement.unspoken(mother_id=Climber().mother.id)
        first = Climber().day(0)
        agreement.ask_to_keep_going(on=first, heard_by=COORDINATOR)
        review = agreement.review_on
        agreement.ask_to_keep_going(on=review, heard_by=COORDINATOR)

        assert review == first + timedelta(weeks=13)
        assert agreement.ask_again_on == review + timedelta(weeks=13)

    @pytest.mark.parametrize(
        ("kind", "terms", "field"),
        [
            (AgreementKind.KEEP_GOING, Terms(quote="x" * 201), "quote"),
            (AgreementKind.KEEP_GOING, Terms(every_weeks=9), "every_weeks"),
            (AgreementKind.LIGHTER, Terms(every_weeks=1), "every_weeks"),
            (AgreementKind.PAUSED, Terms(), "until"),
            (AgreementKind.PAUSED, Terms(until=Climber().day(0)), "until"),
            (AgreementKind.KEEP_GOING, Terms(review_on=Climber().day(60)), "review_on"),
        ],
    )
    def test_that_do_not_fit_name_the_field(self, kind, terms, field):
        """
        A day after today and within a year, eight weeks at most, two hundred letters.
        """
        with pytest.raises(Invalid) as refused:
            check_terms(kind, terms, today=Climber().day(0))

        assert set(refused.value.facts["errors"]) == {field}


class TestNoThanks:
    def test_grows_and_does_not_shrink(self):
        """
        From no follow-up to no contact at all, and back only when she comes back.
        """
        she = Climber()
        agreement = she.mother.agreement
        told = {"on": she.day(0), "heard_by": COORDINATOR}

        assert agreement.no_thanks(**told, scope=Scope.FOLLOW_UP)
        assert agreement.no_thanks(**told)
        assert not agreement.no_thanks(**told, scope=Scope.FOLLOW_UP)

        assert agreement.scope is Scope.ALL_CONTACT


class TestPause:
    def pause(self, she: Climber, *, until: int) -> None:
        she.mother.asks_for_pause(
            on=she.day(0, 1),
            heard_by=COORDINATOR,
            at=wall(she.day(0, 1), 10),
            until=she.day(until),
        )

    def test_answers_what_she_missed_and_what_she_misses_in_whatever_order(self):
        """
        A miss before it, in it and after it: the last alone is followed up.
        """
        for order in permutations(["before", "in", "after", "pause"]):
            she = Climber()
            for what in order:
                if what == "pause":
                    self.pause(she, until=2)
                else:
                    she.misses({"before": 0, "in": 1, "after": 2}[what])

            weeks = [f.session_started_at for f in she.mother.open_follow_ups]
            assert weeks == [she.sessions[2].started_at], order

    def test_is_no_contact_until_its_day_and_then_a_question(self):
        """
        Nothing begins by itself: she is asked, and without an answer has the two texts.
        """
        she = Climber()
        she.says(AgreementKind.SAID_YES)
        self.pause(she, until=2)
        agreement = she.mother.agreement
        assert she.step(wall(she.day(1), 10)) is None
        assert agreement.persistence(she.day(1)) is Persistence.NEVER

        assert she.told(wall(she.day(2), 9)) == (StepKind.ASK_AGAIN, she.day(2))
        she.misses(2)

        assert agreement.persistence(she.day(2)) is Persistence.ONCE
        assert not she.kinds(wall(she.day(2), 13)) & {StepKind.CALL, StepKind.OFFER}

    def test_ends_when_she_says_so(self):
        """
        She comes back by herself at any time.
        """
        she = Climber()
        self.pause(she, until=6)
        she.mother.comes_back(
            on=she.day(1), heard_by=COORDINATOR, at=wall(she.day(1), 15)
        )
        she.misses(1)
        she.misses(2)

        weeks = [f.session_started_at for f in she.mother.open_follow_ups]
        assert weeks == [she.sessions[2].started_at]
        assert she.mother.agreement.kind is AgreementKind.SAID_YES

    def test_does_not_end_by_an_older_yes(self):
        """
        The roster tells late what she said before.
        """
        she = Climber()
        self.pause(she, until=6)
        she.says(AgreementKind.SAID_YES)

        assert she.mother.agreement.kind is AgreementKind.PAUSED


class TestJoined:
    @pytest.mark.parametrize("kept_is_yes", [True, False])
    def test_lets_no_yes_come_back_that_was_taken_back_since(self, kept_is_yes: bool):
        """
        Entered twice: a yes of October under one id, taken back in November under the
        other. Persistence needs a yes that stands.
        """
        she = Climber()
        yes, back = (Agreement.unspoken(mother_id=she.mother.id) for _ in range(2))
        yes.say_yes(on=she.day(0), heard_by=COORDINATOR)
        back.take_yes_back(on=she.day(9), heard_by=COORDINATOR)
        kept, other = (yes, back) if kept_is_yes else (back, yes)

        kept.join(other)

        assert (kept.kind, kept.said_on) == (AgreementKind.NONE, she.day(9))
