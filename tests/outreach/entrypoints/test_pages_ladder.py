"""
The agreement, the ladder and the team talks by their forms, without JavaScript.
"""

import re
from html import unescape

import pytest
import requests

from services.outreach.domain.agreement import AgreementKind, Scope
from services.outreach.domain.attempt import Channel
from services.outreach.domain.ladder_steps import DEFAULT_LADDER, StepKind
from services.outreach.domain.team_talk import TEAM, Decision
from services.outreach.entrypoints.forms_agreement import SAYABLE
from services.outreach.usecases.put_off import list_reviews
from shared.kernel.ids import new_id
from shared.kernel.organisations import Role
from tests.outreach.desk import Desk, Guest, meeting
from tests.outreach.entrypoints.conftest import Site
from tests.outreach.entrypoints.test_work_list import _fields_of
from tests.support.way_in import place_of

QUOTE = "Skriv endelig igen i næste uge"
WRITTEN = "Skrevet tirsdag d. 9. marts kl. 12.00 (koordinator)"


def text(site: Site, path: str, role: Role = Role.COORDINATOR) -> str:
    answer = site.get(path, role)
    assert answer.status_code == 200
    return " ".join(unescape(answer.text).split())


def submit(site: Site, path: str, **form: object):
    return site.submit(path, **form | {"form_key": str(new_id())})


def after_three(desk: Desk, mother: Guest) -> str:
    for week in range(3):
        desk.hear(mother.missed(meeting(week=week), in_a_row=week + 1))
    return str(desk.mother(mother).open_talk.id)


class TestAgreement:
    def test_is_kept_in_her_own_words_and_shown_at_every_contact(
        self, site: Site, mother: Guest
    ):
        """
        Quote, ways and review date stand on the list and on her page.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(meeting()))
        answer = submit(
            site,
            f"/mothers/{mother.id}/agreement",
            kind="keep_going",
            quote=QUOTE,
            by_text="true",
            by_call="true",
            review_on="2027-06-01",
        )

        assert answer.status_code == 303
        agreement = site.desk.mother(mother).agreement
        assert agreement.kind is AgreementKind.KEEP_GOING
        assert agreement.terms.channels == {Channel.TEXT, Channel.CALL}
        for path in ("/", f"/mothers/{mother.id}"):
            page = text(site, path)
            assert QUOTE in page
            assert "Kun sms, opkald." in page
            assert "Spørg hende igen 1. juni 2027." in page

    def test_is_not_written_over_by_a_page_that_is_old(self, site: Site, mother: Guest):
        """
        A page that stood open since before her newest word becomes no word of hers;
        a no thanks holds at once, also from there. She reads who has heard what stands
        now, and when it was said, and keeps her text.
        """
        site.desk.hear(mother.contact())
        url = f"/mothers/{mother.id}/agreement"
        old = re.search(r'name="version" value="(\d+)"', site.get(url[:-10]).text)
        assert old
        submit(site, url, kind="paused", until="2027-06-01", version=old[1])

        refused = submit(site, url, kind="keep_going", version=old[1], quote=QUOTE)
        machine = site.post(f"/api{url}", {"kind": "said_yes", "version": int(old[1])})

        assert refused.status_code == 409
        assert "Intet er overskrevet" in refused.text
        assert "Koordinator har skrevet det, der står nu</strong>" in refused.text
        assert "sagt tirsdag d. 9. marts" in refused.text
        kept = _fields_of(refused.text, "Gem også mit")
        assert (kept["kind"], kept["quote"]) == ("keep_going", QUOTE)
        assert machine.json()["code"] == "stale-version"
        assert site.desk.mother(mother).agreement.kind is AgreementKind.PAUSED
        assert submit(site, url, **kept).status_code == 303
        assert site.desk.mother(mother).agreement.terms.quote == QUOTE
        said_no = submit(site, url, kind="no_thanks", version=old[1])
        assert said_no.status_code == 303

    @pytest.mark.parametrize("kind", SAYABLE)
    def test_stands_in_her_own_words_wherever_it_is_shown(
        self, site: Site, mother: Guest, kind: AgreementKind
    ):
        """
        Whatever she says: on her page, among all that she has said, and in the API;
        in no event.
        """
        site.desk.hear(mother.missed(meeting()))
        told = {"kind": kind, "quote": QUOTE, "scope": "follow_up"}
        told |= {"until": "2027-05-01"} if kind is AgreementKind.PAUSED else {}

        submit(site, f"/mothers/{mother.id}/agreement", **told)

        page = text(site, f"/mothers/{mother.id}")
        assert (page.count(QUOTE), page.count(WRITTEN)) == (2, 2)
        agreed = site.get(f"/api/mothers/{mother.id}").json()["agreement"]
        written_at = site.desk.clock.now().isoformat()
        assert (agreed["quote"], agreed["written_at"]) == (QUOTE, written_at)
        assert QUOTE not in str(site.desk.announced())

    def test_keeps_all_that_she_has_said(self, site: Site, mother: Guest):
        """
        Nothing is deleted: her page tells each word with its day.
        """
        site.desk.hear(mother.contact())
        url = f"/mothers/{mother.id}/agreement"
        submit(site, url, kind="said_yes")
        submit(site, url, kind="lighter", every_weeks="4", quote=QUOTE)
        submit(site, url, kind="paused", until="2027-05-01")

        page = text(site, f"/mothers/{mother.id}")

        assert "Hun vil have pause fra kontakt." in page
        assert "Til 1. maj 2027." in page
        assert "Højst hver 4. uge." in page
        assert page.count(WRITTEN) == 4

    def test_that_cannot_be_says_what_is_wrong(self, site: Site, mother: Guest):
        """
        Field by field, in the words of the page; nothing is half done.
        """
        site.desk.hear(mother.contact())
        url = f"/mothers/{mother.id}/agreement"

        answer = submit(site, url, kind="paused", until="2027-03-01")
        none = submit(site, url, kind="paused")

        assert answer.status_code == none.status_code == 422
        assert "Til hvornår?" in answer.text
        assert "Vælg en dag, der kommer, inden for et år." in answer.text
        assert "Skriv, hvornår pausen er slut." in none.text
        assert "ikke sagt endnu" in text(site, f"/mothers/{mother.id}")

    def test_may_be_no_to_follow_up_alone(self, site: Site, mother: Guest):
        """
        The smaller no stops following up; the greater one stays possible.
        """
        site.desk.hear(mother.contact())
        site.desk.hear(mother.missed(meeting()))
        submit(
            site, f"/mothers/{mother.id}/agreement", kind="no_thanks", scope="follow_up"
        )

        found = site.desk.mother(mother)
        assert found.agreement.scope is Scope.FOLLOW_UP
        assert found.open_follow_ups == []

    def test_comes_back_as_a_task_on_its_day_once(self, site: Site, mother: Guest):
        """
        "Ask her again" stands on the list from the day on until somebody has asked.
        """
        site.desk.hear(mother.contact())
        submit(
            site,
            f"/mothers/{mother.id}/agreement",
            kind="keep_going",
            review_on="2027-03-10",
        )
        listed = [list_reviews(now=site.desk.clock.now(), uow=site.desk.uow())]
        assert "Spørg igen" not in text(site, "/")

        site.desk.clock.later(hours=24)
        now = site.desk.clock.now()
        listed += [list_reviews(now=now, uow=site.desk.uow()) for _ in range(2)]
        there = text(site, "/")
        submit(site, f"/mothers/{mother.id}/asked")

        assert listed == [0, 1, 0]
        assert '<span class="state info">Spørg igen</span>' in there
        assert "Udeblev" not in there.split('<li class="card">')[1].split("</li>")[0]
        assert '<li class="card">' not in text(site, "/")


class TestLadder:
    def test_is_told_on_the_list(self, site: Site, mother: Guest):
        """
        What is next, and when.
        """
        site.desk.hear(mother.committed())
        site.desk.hear(mother.missed(meeting()))

        assert "Næste: I dag: Hun får en hilsen på sms." in text(site, "/").replace(
            "<strong>Næste:</strong>", "Næste:"
        )

    def test_of_a_group_is_changed_and_put_back(self, site: Site):
        """
        A step left out is left out; the usual steps are one button away.
        """
        url = f"/groups/{new_id()}/ladder"
        assert submit(site, url, call="yes", call_after="2").status_code == 303

        page = site.get(url).text
        assert 'name="call" value="yes" checked' in page
        assert 'name="offer" value="yes" checked' not in page
        submit(site, url, usual="true")
        assert 'name="offer" value="yes" checked' in site.get(url).text

    def test_of_a_mother_is_her_own(self, site: Site, mother: Guest):
        """
        Until she follows the group's again.
        """
        site.desk.hear(mother.missed(meeting()))
        url = f"/mothers/{mother.id}/ladder"
        submit(site, url, call="yes", call_after="2")

        own = site.desk.mother(mother).own_ladder
        assert [(rung.kind, rung.after) for rung in own.rungs] == [(StepKind.CALL, 2)]
        assert "Hun har sine egne trin." in text(site, url)
        submit(site, url, usual="true")
        assert site.desk.mother(mother).own_ladder is None

    def test_of_a_mother_begins_as_her_groups(self, site: Site, mother: Guest):
        """
        What the group has left out is not hers by moving another step, whether anything
        of hers is open or not.
        """
        group = new_id()
        site.desk.hear(mother.contact())
        site.desk.hear(mother.listed(group_id=group))
        submit(site, f"/groups/{group}/ladder", call="yes", call_after="2")
        url = f"/mothers/{mother.id}/ladder"

        for _ in range(2):
            page = site.get(url).text

            assert 'name="call" value="yes" checked' in page
            assert 'name="neutral_text" value="yes" checked' not in page
            assert "Hun følger gruppens trin." in page
            site.desk.hear(mother.missed(meeting()))

    @pytest.mark.parametrize("whose", ["mothers", "groups"])
    def test_that_another_has_changed_tells_the_second_who_and_when(
        self, site: Site, mother: Guest, whose: str
    ):
        """
        The second keeps what she has chosen, and nothing is written over in silence;
        a mother's that follows her group's again is a change too.
        """
        site.desk.hear(mother.contact())
        key = mother.id if whose == "mothers" else new_id()
        url = f"/{whose}/{key}/ladder"
        seen = re.search(r'name="version" value="(\d+)"', site.get(url).text)[1]
        submit(site, url, call="yes", call_after="2", version=seen)
        submit(site, url, usual="true", version=str(int(seen) + 1))

        second = submit(site, url, call="yes", call_after="4", version=seen)

        assert second.status_code == 409
        assert "Koordinator var her først</strong>, tirsdag d. 9. marts" in second.text
        kept = _fields_of(second.text, "Gem også mit")
        assert kept["call_after"] == "4"
        assert submit(site, url, **kept).status_code == 303
        assert 'id="call_after" min="0" max="9" value="4"' in site.get(url).text

    def test_that_cannot_be_names_the_step(self, site: Site):
        """
        Nothing is saved of it.
        """
        url = f"/groups/{new_id()}/ladder"

        answer = submit(site, url, call="yes", call_after="40", see_you="yes")

        assert answer.status_code == 422
        assert "Fra 0 til 9 hverdage." in answer.text
        assert len(DEFAULT_LADDER.rungs) == site.get(url).text.count(" checked>")


class TestTeamTalk:
    def test_offers_nothing_that_her_missing_yes_rules_out(self, site: Site):
        """
        Rule 2: without her yes nobody calls, whatever two roles decide.
        """
        she = Guest(id=new_id())
        for week in range(3):
            site.desk.hear(she.missed(meeting(week=week), in_a_row=week + 1))
        without = text(site, "/talks")
        site.desk.hear(she.committed())

        assert "Ringe må vi ikke" in without
        assert "sjældnere" not in without
        assert "sjældnere" in text(site, "/talks")

    def test_is_shown_to_all_three_and_decided_by_two(self, site: Site, mother: Guest):
        """
        Each sees what the others say; two organisations decide.
        """
        site.desk.hear(mother.contact())
        talk = after_three(site.desk, mother)
        page = text(site, "/talks", Role.PAEDAGOG)
        assert "Nurgül Akçatepe" in page
        assert "+4567000001" not in page

        site.submit(f"/talks/{talk}/votes", decision="open_door")
        assert site.desk.mother(mother).open_talk is not None
        assert "Vi lader døren stå åben" in text(site, "/talks", Role.HEALTH_VISITOR)
        answer = vote(site, talk, Role.HEALTH_VISITOR, Decision.OPEN_DOOR)

        assert answer.status_code == 303
        assert site.desk.mother(mother).open_follow_ups == []
        assert "TeamTalkDecided" in site.desk.names()
        assert "ingen, I skal tale sammen om" in text(site, "/talks")

    def test_tells_each_home_how_many_wait_for_her(self, site: Site, mother: Guest):
        """
        Rule 4: a talk of which two never hear would be silence. It names nobody, and
        whoever has said what she means waits for the others.
        """
        site.desk.hear(mother.contact())
        talk = after_three(site.desk, mother)
        before = {role: text(site, "/talks/waiting", role) for role in TEAM}

        vote(site, talk, Role.PAEDAGOG, Decision.HEALTH_VISITOR_ASKS)
        hers = text(site, "/talks/waiting", Role.PAEDAGOG)
        vote(site, talk, Role.COORDINATOR, Decision.HEALTH_VISITOR_ASKS)
        to_ask = {role: text(site, "/talks/waiting", role) for role in TEAM}

        waits = "Teamsnak om 1 mor venter på dig"
        assert all(waits in page and "Nurgül" not in page for page in before.values())
        assert waits not in hers
        assert {role for role, page in to_ask.items() if waits in page} == {
            Role.HEALTH_VISITOR
        }

    def test_is_refused_in_words_when_it_is_over(self, site: Site, mother: Guest):
        """
        Whoever comes late is told so, and nothing is overwritten.
        """
        talk = after_three(site.desk, mother)
        site.desk.hear(mother.attended(meeting(week=3)))

        answer = vote(site, talk, Role.HEALTH_VISITOR, Decision.OPEN_DOOR)

        assert answer.status_code == 409
        assert "Det er allerede afgjort" in answer.text

    def test_tells_the_second_who_and_when_and_keeps_what_she_chose(
        self, site: Site, mother: Guest
    ):
        """
        She has looked before the first spoke: she is told, and one tap sends hers on.
        """
        talk = after_three(site.desk, mother)
        site.desk.hear(mother.contact())
        vote(site, talk, Role.PAEDAGOG, Decision.HEALTH_VISITOR_ASKS)

        form = {"decision": "open_door", "version": "1"}
        second = post(site, f"/talks/{talk}/votes", Role.COORDINATOR, **form)

        assert second.status_code == 409
        assert "Pædagog var her først</strong>, tirsdag d. 9. marts" in second.text
        kept = _fields_of(second.text, "Gem også mit")
        kept.pop("form_key", None)
        answer = post(site, f"/talks/{talk}/votes", Role.COORDINATOR, **kept)
        assert answer.status_code == 303
        assert len(site.desk.mother(mother).open_talk.votes) == 2

    def test_tells_who_asks_her_by_what_she_has_agreed(self, site: Site, mother: Guest):
        """
        Her terms, their day and the review are there; her own words are not.
        """
        talk = after_three(site.desk, mother)
        for role in (Role.PAEDAGOG, Role.HEALTH_VISITOR):
            vote(site, talk, role, Decision.HEALTH_VISITOR_ASKS)
        said = {"kind": "lighter", "every_weeks": "4", "by_text": "true"}
        submit(site, f"/mothers/{mother.id}/agreement", **said, quote=QUOTE)

        page = text(site, "/talks", Role.HEALTH_VISITOR)

        assert "Sagt d. 9. marts 2027." in page
        assert "Højst hver 4. uge. Kun sms." in page
        assert "Spørg hende igen 8. juni 2027." in page
        assert QUOTE not in page

    def test_leaves_a_question_to_the_health_visitor(self, site: Site, mother: Guest):
        """
        It stands there until she has asked.
        """
        site.desk.hear(mother.contact())
        talk = after_three(site.desk, mother)
        for role in (Role.PAEDAGOG, Role.HEALTH_VISITOR):
            vote(site, talk, role, Decision.HEALTH_VISITOR_ASKS)
        assert "Jeg har spurgt hende" in text(site, "/talks", Role.HEALTH_VISITOR)

        post(site, f"/talks/{talk}/asked", Role.HEALTH_VISITOR)

        assert "Nurgül" not in text(site, "/talks", Role.HEALTH_VISITOR)


def vote(site: Site, talk: str, role: Role, decision: Decision):
    return post(site, f"/talks/{talk}/votes", role, decision=decision.value)


def post(site: Site, path: str, role: Role, **form: object):
    return requests.post(
        site.url + path,
        data=form,
        **site.way_in.of(role, place_of(role)),
        timeout=10,
        allow_redirects=False,
    )
