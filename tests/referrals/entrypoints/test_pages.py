"""
The pages by hand, as in a browser without scripts.
"""

from uuid import UUID

import pytest

from services.referrals.domain.interpreter import InterpreterKind
from services.referrals.domain.referral_codes import ConcernCategory
from services.referrals.usecases.accept_referral import accept_referral
from services.referrals.usecases.apply_for_place import apply_for_place
from services.referrals.usecases.book_interpreter import book_interpreter
from services.referrals.usecases.offer_place import offer_place
from services.referrals.usecases.request_interpreter import request_interpreter
from services.referrals.usecases.schedule_visit import schedule_visit
from services.referrals.usecases.submit_referral import submit_referral
from shared.access.storage.book import looking
from shared.kernel.organisations import Role
from shared.kernel.secret import digest_of
from tests.referrals.domain.examples import (
    BABY_MIRA,
    FRIDAY_NINE,
    IN_TWO_WEEKS,
    NO,
    THURSDAY_NINE,
    TUESDAY,
    ZEHRA,
)

HER_NAME = "Zehra Aksoy"
HER_ANSWER = {"given": "true", "language": "tr", "said_on": "2027-03-09"}


@pytest.fixture
def _her_card(roster):
    roster.knows(
        ZEHRA,
        display_name=HER_NAME,
        children=[
            {"child_id": str(BABY_MIRA), "first_name": "Mira"},
            {"child_id": str(ZEHRA), "first_name": "Deniz"},
        ],
    )


def sent(office, **changed):
    drafted = office.desk.draft(**changed)
    office.desk.do(submit_referral, Role.COORDINATOR, referral_id=drafted.id)
    return drafted.id


@pytest.mark.usefixtures("_her_card")
class TestReferralByHand:
    def test_is_written_and_sent_by_a_coordinator(self, coordinator):
        """
        From the mother's page to the health visitors in three forms; it cannot be sent
        before the mother was asked.
        """
        form = coordinator.open(f"/new?mother={ZEHRA}")
        draft = form.send("/new", concern="weight", interpreter_language="tr")
        asked = draft.send("/record_consent", **HER_ANSWER)
        done = asked.send("/submit")

        assert form.form("/new")["child_id"] == str(BABY_MIRA)
        assert "Mor er ikke spurgt endnu" in draft.text
        assert draft.offers() == {"record_consent", "discard"}
        assert asked.offers() == {"record_consent", "discard", "submit"}
        assert done.status == 200
        assert done.offers() == set()
        assert "Sendt til sundhedsplejen" in done.text
        assert "Tolk på tyrkisk" in done.text

    def test_is_answered_by_a_health_visitor(self, office, coordinator, health_visitor):
        """
        From the inbox to the end of the visit; every step is a button on the page.
        """
        inbox = f"/{sent(office)}"

        page = health_visitor.open(inbox)
        ways = [page.offers()]
        for action, filled_in in (
            ("/accept", {}),
            ("/schedule", {"visit_on": "2027-07-08", "visit_time": "09:00"}),
            ("/request_interpreter", {}),
            ("/book_interpreter", {"kind": "phone_professional"}),
            ("/complete", {"outcome_code": "advice_given"}),
        ):
            page = page.send(action, **filled_in)
            assert page.status == 200, page.text
            ways.append(page.offers())
        seen_by_sender = coordinator.open(inbox).text

        assert ways == [
            {"accept", "decline"},
            {"schedule", "decline", "complete"},
            {"request_interpreter", "reschedule", "complete"},
            {
                "book_interpreter",
                "report_no_interpreter",
                "reschedule",
                "complete",
            },
            {"report_no_interpreter", "reschedule", "complete"},
            set(),
        ]
        assert "torsdag d. 8. juli kl. 09.00" in seen_by_sender
        assert "Familien har fået råd" in seen_by_sender

    def test_is_not_written_over_from_an_old_page(self, office, health_visitor):
        """
        Who left the page open is told in plain words that it has moved on; and only
        then: who has seen how it stands is told that it cannot be done now.
        """
        page = f"/{sent(office)}"
        old = health_visitor.open(page)
        old.send("/accept")

        refused = old.send("/decline", reason="at_capacity", form_key="another")

        assert refused.status == 409
        assert "<title>Det er ændret i mellemtiden" in refused.text
        assert "En anden har ændret det" in refused.text
        seen = health_visitor.open(page)
        version = seen.form("/decline")["version"]
        told = old.send("/accept", version=version, form_key="third")
        assert told.status == 409
        assert "<title>Det kan ikke lade sig gøre nu" in told.text

    def test_takes_a_second_tap_as_the_first(self, office, health_visitor):
        """
        A slow line and an impatient thumb make one step.
        """
        page = health_visitor.open(f"/{sent(office)}")

        taps = [page.send("/accept") for _ in range(2)]

        assert [tap.status for tap in taps] == [200, 200]
        assert taps[1].offers() == {"schedule", "decline", "complete"}

    def test_names_what_is_not_filled_in(self, coordinator):
        """
        The field is named as the page names it.
        """
        refused = coordinator.open(f"/new?mother={ZEHRA}").send("/new", concern="")

        assert refused.status == 422
        assert "<strong>Bekymring</strong>" in refused.text

    def test_names_a_day_that_cannot_be_meant(self, office, health_visitor):
        """
        Also what only the rules refuse is named as the page names it, and says what
        to do.
        """
        page = health_visitor.open(f"/{sent(office)}").send("/accept")
        for year in ("0001-01-01", "2026-03-09", "9999-12-31"):
            refused = page.send(
                "/schedule", visit_on=year, visit_time="00:00", form_key=year
            )

            assert refused.status == 422
            assert "<strong>Dag" in refused.text
            assert "visit_" not in refused.text

    @pytest.mark.parametrize(
        ("day", "told"),
        [("2027-03-28", "kl. 03.30"), ("2027-10-31", "kl. 02.30")],
    )
    def test_is_visited_once_in_a_night_when_the_clock_changes(
        self, office, health_visitor, day, told
    ):
        """
        A time that does not exist is an hour later; of one that comes twice the first.
        """
        page = health_visitor.open(f"/{sent(office)}").send("/accept")

        scheduled = page.send("/schedule", visit_on=day, visit_time="02:30")

        assert scheduled.status == 200
        assert told in scheduled.text

    def test_asks_which_child_when_there_are_two(self, office, coordinator):
        """
        The first of two is not taken for granted.
        """
        office.desk.know_child(UUID(int=6), mother_id=ZEHRA)

        for path in ("/new", "/hand_offs/new"):
            form = coordinator.open(f"{path}?mother={ZEHRA}").form("/new")
            assert "child_id" not in form

    def test_is_answered_by_their_leader_but_visited_by_a_health_visitor(
        self, office, health_visitor, leader
    ):
        """
        The page offers a leader the yes and the no, and nothing of the visit.
        """
        page = leader.open(f"/{sent(office)}")
        accepted = page.send("/accept")

        assert page.offers() == {"accept", "decline"}
        assert accepted.offers() == {"decline"}
        assert "schedule" in health_visitor.open(accepted.address[-37:]).offers()

    def test_is_begun_by_whom_it_concerns(self, intake, leader, health_visitor):
        """
        Who writes no referral and no wish is not shown the group's children.
        """
        refused = [
            who.get(path).status_code
            for who, path in (
                (intake, "/new"),
                (leader, "/new"),
                (intake, "/hand_offs/new"),
                (health_visitor, "/hand_offs/new"),
                (intake, f"/hand_offs/new?mother={ZEHRA}"),
            )
        ]

        assert refused == [404] * 5

    def test_offers_no_sending_against_a_no(self, office, coordinator):
        """
        The page does not invite to what the rules refuse.
        """
        drafted = office.desk.draft(consent=NO)

        page = coordinator.open(f"/{drafted.id}")

        assert page.offers() == {"record_consent", "discard"}
        assert "Mor sagde nej" in page.text


class TestHandOffByHand:
    def test_goes_from_wish_to_start(self, coordinator, intake):
        """
        Coordinator and intake take turns, each with her own buttons.
        """
        form = coordinator.open(f"/hand_offs/new?mother={ZEHRA}")
        month = form.text.split('<option value="2')[1][:9]
        page = form.send(
            "/new", need_month=f"2{month}", near_home="true", language_1="tr"
        )
        path = page.address.partition("/referrals")[2]
        page = page.send("/record_consent", **HER_ANSWER)
        page = page.send("/apply")
        offer = intake.open(path).send("/offer", answer_by="2027-03-23", wished="true")
        page = coordinator.open(path)
        offered_steps = page.offers()
        page = page.send("/accept")
        answered = page.text
        done = intake.open(path).send("/start", start_month="2027-03-01")

        assert offer.offers() == set()
        assert offered_steps == {"accept", "decline"}
        assert "svar senest tirsdag d. 23. marts (uge 12)" in offer.text
        assert "svar senest" not in answered
        assert done.status == 200
        assert "Barnet er startet" in done.text
        assert "Tæt på hjemmet" in done.text


class TestOverview:
    def test_is_different_for_each_role(
        self, office, coordinator, paedagog, health_visitor, intake
    ):
        """
        Everybody sees her own work first, and nobody another's.
        """
        sent(office)
        wanted = office.desk.want()
        office.desk.do(
            apply_for_place, Role.COORDINATOR, hand_off_id=wanted.id, on=TUESDAY
        )
        pages = {
            who: who.open("/").text
            for who in (coordinator, paedagog, health_visitor, intake)
        }

        assert "Ny henvisning" in pages[coordinator]
        assert "Vægt" in pages[coordinator]
        assert "Vægt" not in pages[paedagog]
        assert "Nye henvisninger (1)" in pages[health_visitor]
        assert "dagtilbud" not in pages[health_visitor]
        assert "Har søgt og venter på en plads (1)" in pages[intake]
        assert "Vægt" not in pages[intake]
        assert "Ny henvisning" not in pages[intake]

    def test_says_which_visit_lacks_its_interpreter(self, office, health_visitor):
        """
        It is seen in the list, before the day of the visit.
        """
        referral_id = sent(office)
        told = {"referral_id": referral_id}
        do = office.desk.do
        do(accept_referral, Role.HEALTH_VISITOR, **told)
        do(schedule_visit, Role.HEALTH_VISITOR, **told, visit_at=THURSDAY_NINE)
        do(request_interpreter, Role.HEALTH_VISITOR, **told)
        before = health_visitor.open("/").text

        do(
            book_interpreter,
            Role.HEALTH_VISITOR,
            **told,
            kind=InterpreterKind.PROFESSIONAL,
        )
        after = health_visitor.open("/").text

        assert "Tolk på tyrkisk" in before
        assert "Tolk mangler" in before
        assert "Tolk mangler" not in after

    def test_begins_with_the_offer_that_must_be_answered(
        self, office, coordinator, paedagog
    ):
        """
        An unanswered offer costs the family its place, so it is the first thing that
        the coordinator sees; the pædagog does not answer it.
        """
        sent(office)
        told = {"hand_off_id": office.desk.want().id}
        office.desk.do(apply_for_place, Role.COORDINATOR, **told, on=TUESDAY)
        offer = {"answer_by": IN_TWO_WEEKS, "wished": True}
        office.desk.do(offer_place, Role.DAYCARE_INTAKE, **told, **offer)

        page = coordinator.open("/").text

        first = page.index("Tilbud, der skal besvares (1)")
        assert first < page.index("Ny henvisning")
        assert page.count("Svar senest") == 1
        assert "Tilbud, der skal besvares" not in paedagog.open("/").text

    def test_lists_visits_by_their_day(self, office, health_visitor):
        """
        The next visit is first, whichever referral came first.
        """
        do = office.desk.do
        for concern, visit_at in (
            (ConcernCategory.SLEEP, FRIDAY_NINE),
            (ConcernCategory.SPEECH, THURSDAY_NINE),
        ):
            told = {"referral_id": sent(office, concern=concern)}
            do(accept_referral, Role.HEALTH_VISITOR, **told)
            do(schedule_visit, Role.HEALTH_VISITOR, **told, visit_at=visit_at)

        page = health_visitor.open("/").text

        assert "Aftalte besøg (2)" in page
        assert page.index("Sprog</a>") < page.index("Søvn</a>")

    def test_holds_no_name(self, office, roster, coordinator):
        """
        Lists ask roster for nothing: a name is shown one case at a time.
        """
        sent(office)

        coordinator.open("/")
        coordinator.open("/new")

        assert roster.asked == []


@pytest.mark.usefixtures("_her_card")
class TestContactCard:
    def test_is_asked_for_one_case_and_one_purpose(self, office, roster, coordinator):
        """
        Roster hears who looks at whom, and for what; only the child that it is about
        is named.
        """
        referral_id = sent(office)

        page = coordinator.open(f"/{referral_id}")

        asked = roster.asked[0]
        assert asked.pop("key")
        assert token_of(office, asked.pop("token")).scopes == {"roster:disclose"}
        assert asked == {
            "path": "/roster/api/disclosures",
            "mother_id": str(ZEHRA),
            "purpose": "home_visit",
            "reference": str(referral_id),
            "for_role": "coordinator",
        }
        assert f'<bdi lang="und-Latn" dir="auto">{HER_NAME}</bdi>' in page.text
        assert "22 33 44 55" in page.text
        assert "Mira" in page.text
        assert "Deniz" not in page.text

    def test_may_lack_a_number_and_a_childs_name(self, office, roster, coordinator):
        """
        What roster does not know is left out, and the rest is shown.
        """
        nameless = [{"child_id": str(BABY_MIRA), "first_name": None}]
        roster.knows(
            ZEHRA,
            display_name=HER_NAME,
            phone=None,
            children=nameless,
            shared_phone=True,
            may_leave_message=False,
        )

        page = coordinator.open(f"/{sent(office)}")

        assert HER_NAME in page.text
        assert "intet telefonnummer" in page.text
        assert "Barnet hedder" not in page.text
        assert "Telefonen deles med andre" in page.text
        assert "Læg ingen besked" in page.text

    def test_has_no_button_to_call_a_phone_that_others_answer(
        self, office, roster, coordinator
    ):
        """
        The number stands there with what is not to be said; one tap calls nobody.
        """
        roster.knows(ZEHRA, display_name=HER_NAME, shared_phone=True)

        page = coordinator.open(f"/{sent(office)}")

        assert "Telefonen deles med andre" in page.text
        assert "22 33 44 55" in page.text
        assert "tel:" not in page.text

    def test_is_not_shown_to_the_recipient_after_a_no(
        self, office, roster, coordinator, health_visitor
    ):
        """
        The purpose is gone, so the name is not even asked for.
        """
        path = f"/{sent(office)}"
        before = health_visitor.open(path)
        after = before.send("/decline", reason="not_our_task")
        asked = len(roster.asked)
        again = health_visitor.open(path)

        assert HER_NAME in before.text
        assert HER_NAME not in after.text + again.text
        assert asked == len(roster.asked) == 1
        assert HER_NAME in coordinator.open(path).text

    def test_is_shown_to_intake_from_the_application_on(self, office, roster, intake):
        """
        Intake calls the mother about the place that she has applied for.
        """
        wanted = office.desk.want()
        path = f"/hand_offs/{wanted.id}"
        too_soon = intake.open(path)
        office.desk.do(
            apply_for_place, Role.COORDINATOR, hand_off_id=wanted.id, on=TUESDAY
        )

        applied = intake.open(path)

        assert too_soon.status == 404
        assert HER_NAME in applied.text
        assert [one["purpose"] for one in roster.asked] == ["daycare_hand_off"]

    def test_is_done_without_when_roster_is_slow_or_does_not_know(
        self, office, roster, coordinator, capsys
    ):
        """
        The page is of use without the name, and comes soon; the log says what kind of
        failure it was and nothing more.
        """
        path = f"/{sent(office)}"
        roster.cards.clear()
        unknown = coordinator.open(path)
        roster.seconds_asleep = 3
        slow = coordinator.open(path)

        logged = capsys.readouterr().out
        assert "Navn kan ikke hentes lige nu" in unknown.text
        assert "Navn kan ikke hentes lige nu" in slow.text
        assert "HTTPError" in logged
        assert "ReadTimeout" in logged
        assert str(ZEHRA) not in logged

    def test_is_done_without_when_roster_is_away_or_talks_nonsense(
        self, office, roster, coordinator
    ):
        """
        Each service stands alone.
        """
        path = f"/{sent(office)}"
        roster.knows(ZEHRA, display_name=HER_NAME, languages="all")
        nonsense = coordinator.open(path)
        roster.stop()
        away = coordinator.open(path)

        assert [nonsense.status, away.status] == [200, 200]
        assert "Navn kan ikke hentes lige nu" in nonsense.text
        assert "Navn kan ikke hentes lige nu" in away.text


def token_of(office, told):
    """
    Return what the door knows of the token that was shown.
    """
    with looking(office.house.access) as book:
        shown = book.tokens.find(digest_of(told.removeprefix("Bearer ")))
    return shown and shown.token
