"""
Rule 4: nothing expires in silence. Two roles of two organisations decide.
"""

from datetime import timedelta

import pytest

from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.episode import EpisodeOutcome
from services.outreach.domain.errors import (
    NotAgreedTo,
    NotAskedToAsk,
    NotOfTheTeam,
    TeamTalkEnded,
    TeamTalkNotFound,
)
from services.outreach.domain.ladder_steps import LIGHT_LADDER, StepKind
from services.outreach.domain.team_talk import Decision, EndedBy
from shared.kernel.organisations import Organisation, Role
from tests.outreach.domain.climbing import Climber, wall

COORDINATOR, HEALTH_VISITOR = Role.COORDINATOR, Role.HEALTH_VISITOR
OPEN_DOOR, NEW_LADDER = Decision.OPEN_DOOR, Decision.NEW_LADDER


def after_three(kind: AgreementKind | None = AgreementKind.SAID_YES) -> Climber:
    she = Climber()
    if kind:
        she.says(kind)
    for week in range(3):
        she.misses(week)
    return she


def decide(she: Climber, decision: Decision, *roles: Role, minute: int = 0) -> None:
    for number, role in enumerate(roles or (COORDINATOR, HEALTH_VISITOR)):
        at = wall(she.day(2), 15, minute + number)
        she.mother.decide(decision, by=role, at=at)


class TestRaised:
    def test_by_the_third_miss_without_contact(self):
        """
        Two are none; the third raises one, about three sessions.
        """
        she = Climber()
        for week in range(2):
            she.misses(week)
        assert she.mother.open_talk is None

        she.misses(2)

        assert she.mother.open_talk.sessions_missed == 3
        assert she.mother.talk_news == [she.mother.open_talk]

    def test_once_for_all_that_follows(self):
        """
        A fourth miss joins; there is no second talk.
        """
        she = after_three()
        talk = she.mother.open_talk
        she.misses(3)

        assert she.mother.open_talk is talk
        assert len(she.mother.talks) == 1

    def test_not_for_one_who_was_reached_between(self):
        """
        Contact begins the count anew.
        """
        she = Climber()
        she.says(AgreementKind.SAID_YES)
        she.misses(0)
        she.misses(1)
        she.is_tried(wall(she.day(1, 1), 10), AttemptOutcome.COMING_NEXT)
        she.misses(2)

        assert she.mother.open_talk is None


class TestDecided:
    def test_by_two_roles_of_two_organisations(self):
        """
        One alone decides nothing, and each vote is kept.
        """
        she = after_three()
        talk = she.mother.open_talk
        decide(she, OPEN_DOOR, COORDINATOR)
        assert talk.is_open

        decide(she, OPEN_DOOR, HEALTH_VISITOR)

        assert talk.decision is OPEN_DOOR
        assert [vote.role for vote in talk.votes] == [COORDINATOR, HEALTH_VISITOR]
        assert {vote.organisation for vote in talk.votes} == {
            Organisation.HOUSING_TEAM,
            Organisation.HEALTH_VISITORS,
        }

    def test_not_by_the_same_role_twice(self):
        """
        Two coordinators are one opinion.
        """
        she = after_three()
        decide(she, OPEN_DOOR, COORDINATOR, COORDINATOR)

        assert she.mother.open_talk is not None
        assert len(she.mother.open_talk.votes) == 1

    def test_by_the_last_that_each_has_said(self):
        """
        Who changes her mind is heard, and what she said before is kept.
        """
        she = after_three()
        talk = she.mother.open_talk
        decide(she, OPEN_DOOR, COORDINATOR)
        decide(she, NEW_LADDER, COORDINATOR, minute=5)
        decide(she, OPEN_DOOR, HEALTH_VISITOR, minute=10)
        assert talk.is_open

        decide(she, NEW_LADDER, Role.PAEDAGOG, minute=15)

        assert talk.decision is NEW_LADDER
        assert len(talk.votes) == 4
        assert talk.roles == [COORDINATOR, Role.PAEDAGOG]

    @pytest.mark.parametrize("role", [Role.LEADER, Role.DAYCARE_INTAKE, Role.MACHINE])
    def test_by_nobody_else(self, role: Role):
        """
        Only those who are with the mothers have a say.
        """
        she = after_three()
        with pytest.raises(NotOfTheTeam):
            decide(she, OPEN_DOOR, role)

    def test_once(self):
        """
        What is decided is decided.
        """
        she = after_three()
        talk = she.mother.open_talk
        decide(she, NEW_LADDER)

        with pytest.raises(TeamTalkNotFound):
            decide(she, OPEN_DOOR, Role.PAEDAGOG)
        with pytest.raises(TeamTalkEnded):
            talk.vote(OPEN_DOOR, by=Role.PAEDAGOG, at=wall(she.day(2), 16))


class TestNewLadder:
    def test_begins_on_the_day_of_the_decision(self):
        """
        The first call is due a working day after it, and three misses more raise the
        next talk.
        """
        she = after_three()
        decide(she, NEW_LADDER)
        assert she.told(wall(she.day(2), 16)) == (StepKind.CALL, she.day(2, 1))

        for week in (3, 4):
            she.misses(week)
        assert she.mother.open_talk is None
        she.misses(5)
        assert she.mother.open_talk is not None

    def test_that_is_lighter_has_one_call(self):
        """
        More seldom is a ladder of her own: the texts and one call.
        """
        she = after_three()
        decide(she, Decision.LIGHTER)

        assert she.mother.own_ladder == LIGHT_LADDER
        assert she.mother.open_episode is not None
        she.is_tried(wall(she.day(2, 1), 10))
        assert StepKind.SECOND_CALL not in she.kinds(wall(she.day(2, 1), 11))

    def test_begins_with_the_two_texts_where_she_has_not_said_yes(self):
        """
        Rule 2: without her yes there are two texts, once; that two roles try again lets
        them leave once more, and nobody calls.
        """
        she = Climber()
        she.misses(0)
        she.mother.newest_miss.ask_to_come(at=wall(she.day(0, 6), 10))
        she.misses(1)
        she.misses(2)
        decide(she, NEW_LADDER)

        assert not she.mother.is_left_to_come
        assert she.kinds(wall(she.day(2), 16)) <= {StepKind.SEE_YOU}
        she.misses(3)
        assert StepKind.NEUTRAL_TEXT in she.kinds(wall(she.day(3), 13))
        assert StepKind.CALL not in she.kinds(wall(she.day(3), 13))


class TestMoreSeldom:
    def test_is_nothing_to_decide_where_she_has_not_said_yes(self):
        """
        Nobody calls her as it is; whoever asks, on a page or for a machine.
        """
        she = Climber()
        for week in range(3):
            she.misses(week)

        with pytest.raises(NotAgreedTo):
            decide(she, Decision.LIGHTER)

        assert she.mother.open_talk.votes == []


class TestOpenDoor:
    @pytest.mark.parametrize(
        ("decision", "outcome"),
        [
            (OPEN_DOOR, EpisodeOutcome.OPEN_DOOR),
            (Decision.HEALTH_VISITOR_ASKS, EpisodeOutcome.HEALTH_VISITOR_ASKS),
        ],
    )
    def test_ends_the_episode_with_a_cause(self, decision, outcome):
        """
        Nothing is closed without a cause.
        """
        she = after_three()
        decide(she, decision)

        assert she.mother.open_follow_ups == []
        assert she.mother.episodes[0].outcome is outcome
        assert {each.reason for each in she.mother.follow_ups.values()} == {outcome}

    def test_opens_nothing_when_she_misses_again(self):
        """
        Staff ask again only on the agreed date or at a new birth.
        """
        she = after_three()
        decide(she, OPEN_DOOR)
        she.misses(3)

        assert she.mother.open_follow_ups == []
        assert she.step(wall(she.day(3), 15)) is None

    def test_is_gone_through_by_coming(self):
        """
        She comes back by herself; what she misses after that is followed up.
        """
        she = after_three()
        decide(she, OPEN_DOOR)
        she.misses(3)
        she.comes(4)
        she.misses(5)

        weeks = [each.session_started_at for each in she.mother.open_follow_ups]
        assert weeks == [she.sessions[5].started_at]

    def test_is_gone_through_by_her_own_word(self):
        """
        Or by what she says: then a miss is a miss again.
        """
        she = after_three()
        decide(she, OPEN_DOOR)
        she.mother.comes_back(
            on=she.day(3), heard_by=COORDINATOR, at=wall(she.day(3), 9)
        )
        she.misses(3)

        assert len(she.mother.open_follow_ups) == 1

    def test_is_not_gone_through_by_an_old_yes_that_is_told_again(self):
        """
        The roster may repeat what she said in the spring.
        """
        she = after_three()
        decide(she, OPEN_DOOR)
        she.says(AgreementKind.SAID_YES)
        she.misses(3)

        assert she.mother.open_follow_ups == []

    def test_leaves_the_question_to_the_health_visitor_until_it_is_asked(self):
        """
        Asked once; it stays open until then.
        """
        she = after_three()
        talk = she.mother.open_talk
        decide(she, Decision.HEALTH_VISITOR_ASKS)
        assert talk.waits_for_health_visitor

        talk.health_visitor_asked(at=wall(she.day(3), 10))

        assert not talk.waits_for_health_visitor
        with pytest.raises(NotAskedToAsk):
            talk.health_visitor_asked(at=wall(she.day(3), 11))


class TestEndedByWhatEndsIt:
    def test_when_she_comes(self):
        """
        The episode is closed, and the talk with it.
        """
        she = after_three()
        talk = she.mother.open_talk
        she.comes(3)

        assert talk.ended_by is EndedBy.CLOSED

    def test_when_she_says_no_thanks(self):
        """
        A no thanks needs no decision.
        """
        she = after_three()
        talk = she.mother.open_talk
        she.mother.says_no_thanks(
            on=she.day(3), heard_by=HEALTH_VISITOR, at=wall(she.day(3), 9)
        )

        assert talk.ended_by is EndedBy.CLOSED
        assert she.step(wall(she.day(3), 10)) is None

    def test_when_one_of_the_misses_was_none(self):
        """
        A late cancellation is contact: two misses are no end of the ladder. Missed
        after all, it is one again.
        """
        she = after_three()
        talk = she.mother.open_talk
        she.cancels_late(1, at=wall(she.day(2), 15))
        assert talk.ended_by is EndedBy.NOT_NEEDED
        assert she.mother.open_talk is None

        she.mother.missed(
            session=she.sessions[1],
            missed_in_a_row=2,
            attendance_version=3,
            at=wall(she.day(2), 16),
        )

        assert she.mother.open_talk is not None
        assert she.mother.open_talk.id != talk.id

    def test_when_she_is_reached(self):
        """
        What she answers is what counts, also if somebody has to take care of it first.
        """
        for outcome, ended in (
            (AttemptOutcome.JUST_HARD_TODAY, EndedBy.CLOSED),
            (AttemptOutcome.CONCERN, EndedBy.REACHED),
        ):
            she = after_three()
            talk = she.mother.open_talk
            she.is_tried(wall(she.day(2, 1), 10), outcome)

            assert talk.ended_by is ended
            assert she.mother.open_talk is None

    def test_when_she_asks_us_to_keep_going(self):
        """
        Her own word is stronger than what a team would decide.
        """
        she = after_three()
        talk = she.mother.open_talk
        she.says(AgreementKind.KEEP_GOING, on=she.day(2, 1))

        assert talk.ended_by is EndedBy.NOT_NEEDED
        assert she.mother.open_follow_ups

    def test_when_she_asks_for_a_pause(self):
        """
        All is answered by it until the day that she named.
        """
        she = after_three()
        talk = she.mother.open_talk
        she.mother.asks_for_pause(
            on=she.day(2, 1),
            heard_by=COORDINATOR,
            at=wall(she.day(2, 1), 10),
            until=she.day(2, 1) + timedelta(weeks=4),
        )

        assert talk.ended_by is EndedBy.CLOSED
        assert she.mother.open_follow_ups == []
