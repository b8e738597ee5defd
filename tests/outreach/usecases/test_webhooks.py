"""
Other systems are told of each task: in order, until they have it, and never in silence.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from services.outreach.domain.attempt import AttemptOutcome
from services.outreach.domain.webhook import (
    KEPT_TRYING,
    Endpoint,
    checked_address,
    wait_after,
)
from services.outreach.usecases.hand_over import hand_over, take_list_back
from services.outreach.usecases.put_off import list_reviews, put_off
from services.outreach.usecases.schedule_follow_ups import schedule_follow_ups
from services.outreach.usecases.task_feed import tasks_of_feed
from services.outreach.usecases.tell_owners import tell_new_owners
from services.outreach.usecases.webhooks import (
    EndpointView,
    add_endpoint,
    collect_deliveries,
    deliver,
    endpoints,
    forget_deliveries,
    turn_off_endpoint,
)
from shared.config import KeptFor
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.groups import ContactReassigned, MotherListed
from shared.contracts.roster.mothers import MotherMerged
from shared.kernel.ids import new_id
from shared.kernel.organisations import (
    PARTNERS,
    Organisation,
    Role,
    Within,
    first_of,
)
from shared.kernel.refusal import Invalid
from tests.outreach.desk import THE_NINTH, Desk, Guest, meeting
from tests.outreach.usecases.test_ask_to_come import MONDAY_TEN, ask, plan
from tests.outreach.usecases.test_take_back import take_back
from tests.outreach.usecases.test_tasks import asked_on_wednesday, listed

URL = "https://hooks.eksempel.dk/tasks"


class Partner:
    """
    Another system: it keeps what it took, and refuses as it is told.
    """

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, str]] = []
        self.heard: list[dict[str, object]] = []
        self.asked = 0
        self.refuses: Callable[[dict], str | None] = lambda _told: None

    def send(self, *, message_id: str, body: bytes, **_others: object) -> str | None:
        self.asked += 1
        told = json.loads(body)
        failure = self.refuses(told)
        if failure is None:
            data = told["data"]
            self.taken.append((message_id, data["mother_id"], data["status"]))
            self.heard.append(data)
        return failure

    def told_of(self, mother: Guest) -> list[str]:
        return [what for _, who, what in self.taken if who == str(mother.id)]


@pytest.fixture
def partner() -> Partner:
    return Partner()


def added(desk: Desk) -> Endpoint:
    return add_endpoint(url=URL, now=desk.clock.now(), uow=desk.uow())


def tell(desk: Desk, partner: Partner) -> None:
    collect_deliveries(now=desk.clock.now(), uow=desk.uow())
    deliver(sender=partner, now=desk.clock.now(), uow=desk.uow())


def in_calendar(desk: Desk, team_id: UUID) -> list[UUID]:
    """
    Return whose tasks stand in the calendar of somebody of a housing team.
    """
    uow = desk.uow()
    uow.within = Within(kind=Organisation.HOUSING_TEAM, organisation_id=team_id)
    return [one.mother_id for one in tasks_of_feed(now=desk.clock.now(), uow=uow).tasks]


def status_told(partner: Partner) -> dict[str, str]:
    """
    Return what the partner takes to be open, each with what was told of it last.
    """
    last = {str(data["task_id"]): str(data["status"]) for data in partner.heard}
    return {key: status for key, status in last.items() if status == "opened"}


def status_listed(desk: Desk) -> dict[str, str]:
    return {str(one.id): one.status for one in listed(desk)}


def shown(desk: Desk) -> EndpointView:
    (view,) = endpoints(uow=desk.uow())
    return view


class TestTelling:
    def test_is_of_opened_withdrawn_and_done(self, desk: Desk, partner: Partner):
        """
        A miss opens, a late cancellation withdraws, an answer is done, and undone it is
        open again: each once, in its order, with ids and codes only.
        """
        added(desk)
        one, other = Guest(id=new_id()), Guest(id=new_id())
        session = meeting()
        desk.hear(one.contact(name="Nurgül Akçatepe"))
        desk.hear(one.missed(session))
        desk.hear(other.missed(session))
        desk.hear(one.excused_late(session), version=2)
        desk.try_her(other, AttemptOutcome.COMING_NEXT)
        take_back(desk, other)

        for _ in range(3):
            tell(desk, partner)

        assert partner.told_of(one) == ["opened", "withdrawn"]
        assert partner.told_of(other) == ["opened", "done", "opened"]
        assert len({message_id for message_id, _, _ in partner.taken}) == 5

    def test_is_of_another_day_in_a_newer_version(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        Whoever was told when it is due is told the new day by opening it once more, in
        the order of the mother; whose it is stands in it too.
        """
        added(desk)
        owner, group_id = new_id(), new_id()
        reassigned = ContactReassigned(
            group_id=group_id, from_user_id=None, to_user_id=owner, from_day=THE_NINTH
        )
        desk.hear(reassigned)
        desk.hear(mother.committed())
        desk.hear(replace(mother.missed(meeting()), group_id=group_id))
        put_off(
            mother_id=mother.id,
            until=THE_NINTH + timedelta(days=2),
            by=Role.COORDINATOR,
            now=desk.clock.now(),
            uow=desk.uow(),
        )
        desk.hear(mother.attended(meeting(week=1)))

        tell(desk, partner)

        names = ("status", "version", "ladder_step", "due_on", "begins_at", "owner_id")
        after_grace = "2027-03-09T13:00:00+00:00"
        assert [tuple(data[name] for name in names) for data in partner.heard] == [
            ("opened", 1, "call", "2027-03-10", after_grace, str(owner)),
            ("opened", 2, "call", "2027-03-11", after_grace, str(owner)),
            ("done", 3, None, None, None, str(owner)),
        ]
        assert len({data["task_id"] for data in partner.heard}) == 1

    def test_begins_at_once_with_what_she_has_told(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        A concern of ten minutes after the session does not wait for the grace time.
        """
        added(desk)
        desk.hear(mother.committed())
        desk.hear(mother.missed(meeting()))
        desk.clock.later(minutes=10)
        heard_at = desk.clock.now()
        desk.try_her(mother, AttemptOutcome.CONCERN)

        tell(desk, partner)

        assert partner.heard[-1]["status"] == "opened"
        assert datetime.fromisoformat(partner.heard[-1]["begins_at"]) == heard_at

    def test_is_of_a_review_too(self, desk: Desk, mother: Guest, partner: Partner):
        """
        Whom we are to ask again is a task, also if she has missed nothing.
        """
        added(desk)
        asked_on_wednesday(desk, mother)
        desk.hear(mother.declined())
        list_reviews(now=desk.clock.now(), uow=desk.uow())

        tell(desk, partner)

        names = ("status", "version", "ladder_step", "due_on", "begins_at")
        assert [tuple(data[name] for name in names) for data in partner.heard] == [
            ("opened", 1, "ask_again", "2027-03-10", "2027-03-09T23:00:00+00:00"),
            ("withdrawn", 2, None, None, None),
        ]

    def test_is_of_ones_own_mothers(self, desk: Desk, partner: Partner):
        """
        Another housing team's address hears of the mothers on that team's list alone.
        """
        team = new_id()
        add_endpoint(
            url=URL, organisation_id=team, now=desk.clock.now(), uow=desk.uow()
        )
        one, other = Guest(id=new_id()), Guest(id=new_id())
        first = {f"{kind}_id": first_of(kind) for kind in PARTNERS}
        theirs = first | {"housing_team_id": team}
        desk.hear(MotherListed(mother_id=one.id, **first))
        desk.hear(MotherListed(mother_id=other.id, **theirs))
        session = meeting()
        desk.hear(one.missed(session))
        desk.hear(other.missed(session))

        tell(desk, partner)

        assert (partner.told_of(one), partner.told_of(other)) == ([], ["opened"])

    def test_goes_with_her_to_another_team(self, desk: Desk, partner: Partner):
        """
        The old team's address hears that her tasks are withdrawn, once, and the new
        team's that they are open; what is told of her later is the new team's alone. In
        a calendar she is where its reader may see her.
        """
        theirs, team = Partner(), new_id()
        mother, session = Guest(id=new_id()), meeting()
        old = added(desk)
        new = add_endpoint(
            url=URL, organisation_id=team, now=desk.clock.now(), uow=desk.uow()
        )
        whose = {f"{kind}_id": first_of(kind) for kind in PARTNERS}
        by_secret = {old.secret: partner, new.secret: theirs}

        class Both:
            def send(self, *, secret: str, **told: object) -> str | None:
                return by_secret[secret].send(**told)

        desk.hear(MotherListed(mother_id=mother.id, **whose))
        desk.hear(mother.missed(session))
        asked_on_wednesday(desk, mother)
        tell(desk, Both())
        moved = MotherListed(mother_id=mother.id, **whose | {"housing_team_id": team})
        desk.hear(moved, version=2)
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        desk.hear(mother.excused_late(session), version=2)
        tell(desk, Both())

        assert partner.told_of(mother) == ["opened"] * 2 + ["withdrawn"] * 2
        newest = {data["task_id"]: data["status"] for data in theirs.heard}
        assert sorted(newest.values()) == ["opened", "opened", "withdrawn"]
        assert partner.heard[-1]["owner_id"] is None
        seen = {one: in_calendar(desk, one) for one in (old.organisation_id, team)}
        assert [set(each) for each in seen.values()] == [set(), {mother.id}]

    def test_goes_along_when_two_of_different_teams_are_one(
        self, desk: Desk, partner: Partner
    ):
        """
        What was open under the given-up id is withdrawn at the old team's address, and
        the kept one's team hears that it is open: once, also when the two are found at
        once, and nothing anew of what was the kept one's.
        """
        theirs, team = Partner(), new_id()
        kept, other = Guest(id=new_id()), Guest(id=new_id())
        added(desk)
        new = add_endpoint(
            url=URL, organisation_id=team, now=desk.clock.now(), uow=desk.uow()
        )

        class Both:
            def send(self, *, secret: str, **told: object) -> str | None:
                return (theirs if secret == new.secret else partner).send(**told)

        desk.hear(other.listed())
        desk.hear(kept.listed(housing_team_id=team))
        desk.hear(other.missed(meeting()))
        desk.hear(kept.missed(meeting(week=-1)))
        tell(desk, Both())
        desk.hear(MotherMerged(mother_id=kept.id, merged_id=other.id), version=9)
        tell(desk, Both())

        assert [data["status"] for data in partner.heard] == ["opened", "withdrawn"]
        assert [data["status"] for data in theirs.heard] == ["opened", "opened"]
        assert len({data["task_id"] for data in theirs.heard}) == 2

    def test_is_told_once_when_a_concern_goes_along(self, desk: Desk, partner: Partner):
        """
        One session was missed under both ids: the concern opens the one that stays, and
        the team hears that once.
        """
        kept, other, session = Guest(id=new_id()), Guest(id=new_id()), meeting()
        desk.hear(other.listed())
        team = new_id()
        desk.hear(kept.listed(housing_team_id=team))
        desk.hear(other.missed(session))
        desk.try_her(other, AttemptOutcome.CONCERN)
        desk.hear(kept.missed(session))
        desk.try_her(kept, AttemptOutcome.COMING_NEXT)
        add_endpoint(
            url=URL, organisation_id=team, now=desk.clock.now(), uow=desk.uow()
        )
        tell(desk, partner)
        before = len(partner.taken)

        desk.hear(MotherMerged(mother_id=kept.id, merged_id=other.id), version=9)
        tell(desk, partner)

        told = [status for _, _, status in partner.taken[before:]]
        assert told.count("opened") == 1

    def test_is_of_another_owner_as_soon_as_there_is_one(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        Somebody stands in, hands over or is there again: each open task of the group
        is told anew, a review too, and nothing while it stays hers.
        """
        added(desk)
        hers, deputy, group_id = new_id(), new_id(), new_id()
        named = ContactReassigned(
            group_id=group_id, from_user_id=None, to_user_id=hers, from_day=THE_NINTH
        )
        desk.hear(named)
        desk.hear(mother.listed(group_id=group_id))
        desk.hear(mother.missed(meeting()))
        asked_on_wednesday(desk, mother)
        for deputies in ((), ("hand",), ("hand",), ()):
            if deputies:
                hand_over(
                    user_id=hers,
                    deputy_id=deputy,
                    colleagues={hers, deputy},
                    until=THE_NINTH + timedelta(days=1),
                    now=desk.clock.now(),
                    uow=desk.uow(),
                )
            else:
                take_list_back(user_id=hers, uow=desk.uow())
            tell_new_owners(now=desk.clock.now(), uow=desk.uow())
            tell(desk, partner)

        owners = [data["owner_id"] for data in partner.heard]
        assert owners == [str(hers)] * 4 + [str(deputy)] * 2 + [str(hers)] * 2

    def test_withdraws_when_she_is_left_to_come_and_begins_again_with_her_yes(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        After the two texts nobody is to ask her, also when she misses again; what is
        read and tells nothing is read once.
        """
        added(desk)
        first, second, _third = plan(desk)
        desk.hear(mother.missed(first))
        tell(desk, partner)
        ask(desk)
        tell(desk, partner)
        desk.clock.time = second.ends_at
        desk.hear(mother.missed(second, in_a_row=2))
        tell(desk, partner)
        assert partner.told_of(mother) == ["opened", "withdrawn"]

        desk.hear(mother.committed())
        tell(desk, partner)

        assert partner.told_of(mother) == ["opened", "withdrawn", "opened", "opened"]
        assert status_told(partner) == status_listed(desk)
        with desk.uow().reading() as uow:
            (endpoint,) = uow.webhooks.everyone()
            assert uow.deliveries.announced_for(endpoint) == []

    def test_withdraws_each_of_hers_when_she_is_left_to_come(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        The second text is about her newest miss, and ends the task of the older too; by
        her yes both are tasks again.
        """
        added(desk)
        first, second, _third = plan(desk)
        desk.clock.time = second.ends_at
        desk.hear(mother.missed(first))
        desk.hear(mother.missed(second, in_a_row=2))
        tell(desk, partner)
        ask(desk, MONDAY_TEN + timedelta(weeks=1))
        for _ in range(2):
            tell(desk, partner)

        assert partner.told_of(mother) == ["opened"] * 2 + ["withdrawn"] * 2
        assert status_told(partner) == {}
        assert {one.status for one in listed(desk)} == {"left_to_come"}

        desk.hear(mother.committed())
        for _ in range(2):
            tell(desk, partner)

        assert partner.told_of(mother)[4:] == ["opened"] * 2
        assert status_told(partner) == status_listed(desk)

    def test_withdraws_when_she_takes_her_yes_back_after_her_texts(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        Nobody is to call her from then on, and no other system says otherwise.
        """
        added(desk)
        first, second, _third = plan(desk)
        desk.hear(mother.committed())
        desk.hear(mother.missed(first))
        ask(desk)
        tell(desk, partner)
        assert status_told(partner) == status_listed(desk) != {}

        desk.hear(mother.took_yes_back(on=MONDAY_TEN.date()), version=2)
        schedule_follow_ups(now=desk.clock.now(), uow=desk.uow())
        tell(desk, partner)
        desk.clock.time = second.ends_at
        desk.hear(mother.missed(second, in_a_row=2))
        tell(desk, partner)

        assert status_told(partner) == {}
        assert {one.status for one in listed(desk)} == {"left_to_come"}

    def test_begins_when_it_is_added_and_ends_when_it_is_turned_off(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        What was before is not told, and what comes afterwards is not either.
        """
        desk.hear(mother.missed(meeting()))
        desk.clock.later(seconds=1)
        endpoint = added(desk)
        desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        tell(desk, partner)
        turn_off_endpoint(endpoint_id=endpoint.id, now=desk.clock.now(), uow=desk.uow())
        desk.hear(mother.missed(meeting(week=2), in_a_row=3))

        tell(desk, partner)

        assert partner.told_of(mother) == ["opened"]

    def test_keeps_the_order_of_one_mother_and_lets_others_pass(
        self, desk: Desk, partner: Partner
    ):
        """
        One message is refused: what comes after it of the same mother waits, and
        another mother's does not.
        """
        added(desk)
        one, other = Guest(id=new_id()), Guest(id=new_id())
        session = meeting()
        desk.hear(one.missed(session))
        desk.hear(one.excused_late(session), version=2)
        desk.hear(other.missed(session))
        partner.refuses = lambda told: (
            "http-422" if told["data"]["mother_id"] == str(one.id) else None
        )

        tell(desk, partner)
        assert (partner.told_of(one), partner.told_of(other)) == ([], ["opened"])

        partner.refuses = lambda _told: None
        desk.clock.later(minutes=1)
        tell(desk, partner)

        assert partner.told_of(one) == ["opened", "withdrawn"]

    def test_waits_longer_and_longer_for_who_does_not_answer(
        self, quick_desk: Desk, partner: Partner
    ):
        """
        Three days down: few tries, all shown on the page, and then all told in order.
        """
        desk = quick_desk
        added(desk)
        mothers = [Guest(id=new_id()) for _ in range(20)]
        session = meeting()
        for mother in mothers:
            desk.hear(mother.missed(session))
            desk.hear(mother.excused_late(session), version=2)
        partner.refuses = lambda _told: "timeout"
        since = desk.clock.now()
        while desk.clock.now() < since + timedelta(days=3):
            tell(desk, partner)
            desk.clock.later(minutes=30)

        view = shown(desk)
        assert partner.asked < 25
        assert (view.waiting, view.given_up) == (40, 0)
        assert view.endpoint.failing_since == since
        assert view.endpoint.failure == "timeout"

        partner.refuses = lambda _told: None
        desk.clock.later(hours=12)
        tell(desk, partner)

        assert {tuple(partner.told_of(m)) for m in mothers} == {("opened", "withdrawn")}
        assert (shown(desk).waiting, shown(desk).endpoint.failing_since) == (0, None)

    def test_gives_up_after_fourteen_days_and_says_so(
        self, quick_desk: Desk, mother: Guest, partner: Partner
    ):
        """
        Nothing is dropped before, and what is given up is counted on the page.
        """
        added(quick_desk)
        quick_desk.hear(mother.missed(meeting()))
        partner.refuses = lambda _told: "http-500"
        since = quick_desk.clock.now()
        while quick_desk.clock.now() < since + KEPT_TRYING:
            tell(quick_desk, partner)
            assert shown(quick_desk).waiting == 1
            quick_desk.clock.later(hours=13)

        tell(quick_desk, partner)

        assert (shown(quick_desk).waiting, shown(quick_desk).given_up) == (0, 1)

    def test_ends_where_the_address_is_gone(
        self, quick_desk: Desk, mother: Guest, partner: Partner
    ):
        """
        410 asks to be told nothing any more.
        """
        added(quick_desk)
        quick_desk.hear(mother.missed(meeting()))
        partner.refuses = lambda _told: "http-410"

        tell(quick_desk, partner)

        view = shown(quick_desk)
        assert not view.endpoint.is_on
        assert view.endpoint.failure == "http-410"

    def test_leaves_nothing_of_an_erased_mother(
        self, desk: Desk, mother: Guest, partner: Partner
    ):
        """
        What was still to be told of her goes with all else.
        """
        added(desk)
        desk.hear(mother.missed(meeting()))
        collect_deliveries(now=desk.clock.now(), uow=desk.uow())
        desk.hear(ErasureOrdered(person_id=mother.id, due_at=desk.clock.now()))

        tell(desk, partner)

        assert (partner.taken, shown(desk).waiting) == ([], 0)

    def test_forgets_what_was_told_long_ago(
        self, quick_desk: Desk, mother: Guest, partner: Partner
    ):
        """
        It is kept for two months, and what waits is kept whatever its age.
        """
        added(quick_desk)
        quick_desk.hear(mother.missed(meeting()))
        tell(quick_desk, partner)
        quick_desk.clock.later(days=61)
        quick_desk.hear(mother.missed(meeting(week=1), in_a_row=2))
        collect_deliveries(now=quick_desk.clock.now(), uow=quick_desk.uow())

        forget_deliveries(
            kept=KeptFor().deliveries, now=quick_desk.clock.now(), uow=quick_desk.uow()
        )

        with quick_desk.uow().reading() as uow:
            assert len(uow.deliveries.matching()) == 1


class TestAddress:
    @pytest.mark.parametrize(
        "url",
        [
            "http://hooks.eksempel.dk/", "ftp://hooks.eksempel.dk/", "https:///tasks",
            "https://user:word@hooks.eksempel.dk/", "https://hooks.eksempel.dk:25/",
            "https://hooks.eksempel.dk:x/", "https://hooks.eksempel.dk/#a", "hooks", "",
            "https://hooks.eksempel.dk/\r\nX: y", "https://[::1", "https://høns.dk/",
            "https://" + "a" * 500 + ".dk/",
        ],
    )  # fmt: skip
    def test_is_https_and_nothing_clever(self, url: str):
        """
        What is no plain https address on a usual port is refused when it is written.
        """
        with pytest.raises(Invalid):
            checked_address(url)

    def test_may_have_a_path_and_a_question(self):
        """
        Other systems often put a word into the address.
        """
        url = "https://hooks.eksempel.dk:8443/a/b?to=tasks"
        assert checked_address(url) == url


class TestWait:
    def test_grows_and_then_stays(self):
        """
        Half a minute at first, half a day at last.
        """
        waits = [wait_after(number) for number in range(1, 30)]

        assert waits == sorted(waits)
        assert (waits[0], waits[-1]) == (timedelta(seconds=30), timedelta(hours=12))
