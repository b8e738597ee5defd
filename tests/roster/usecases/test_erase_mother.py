"""
Erasing a mother in the roster.
"""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from services.roster.domain.arrangement import Arrangement, MeetingPlace
from services.roster.domain.attendance import Outcome
from services.roster.domain.erasure import Cause
from services.roster.domain.errors import MotherNotFound, NumberSaidNoThanks
from services.roster.domain.pick_up_codes import Because
from services.roster.domain.roster_row import RosterRow
from services.roster.storage.tables import erasures, metadata
from services.roster.usecases import queries
from services.roster.usecases.correct_attendance import correct_attendance
from services.roster.usecases.erase_mother import erase_mother
from services.roster.usecases.import_roster import import_roster
from services.roster.usecases.keep_roster_file import keep_roster_file
from services.roster.usecases.note_erasure_confirmed import note_erasure_confirmed
from services.roster.usecases.pick_up_queries import pick_ups_of_mother
from services.roster.usecases.plan_pick_up import plan_pick_up
from services.roster.usecases.tell_late_erasures import tell_late_erasures
from shared.bus.tables import answers
from shared.contracts.outreach import AgreementChanged
from shared.contracts.privacy import ErasureOrdered
from shared.contracts.roster.mothers import ContactChanged
from shared.db.engine import make_engine
from shared.kernel.organisations import Role
from tests.roster.book import COORDINATOR, TUESDAY, TUESDAY_NOON, Book
from tests.support.bus import envelope_of
from tests.support.meanwhile import Meanwhile

NAME, PHONE = "Aylin Ukendt", "+4522334455"
MONDAY = TUESDAY_NOON - timedelta(days=1)
NEXT_DAY = TUESDAY_NOON + timedelta(days=1, hours=1)


def erase(book, mother_id, *, now=TUESDAY_NOON):
    return erase_mother(
        mother_id=mother_id,
        cause=Cause.SHE_ASKED,
        by=COORDINATOR,
        now=now,
        uow=book.uow(now=now),
    )


def tables_that_say(book, *words):
    """
    Return the tables in which any of these stands, also as a part of a text.
    """
    found = set()
    with book.engine.connect() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)):
                told = repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
                if any(word in told for word in words):
                    found.add(table.name)
    return found


def take_in(book, **told):
    return import_roster(
        group_id=book.group_id,
        rows=[RosterRow(line=2, display_name=NAME, **told)],
        today=TUESDAY,
        heard_by=Role.COORDINATOR,
        uow=book.uow(),
    )


class TestErase:
    def test_leaves_nothing_of_her_but_her_id(self, book: Book):
        """
        Also not in a corrected register, a list that waits, an event or an answer.
        """
        hers, _ = book.mother_with_children(
            NAME, phone=PHONE, born_on=[date(2026, 3, 1)]
        )
        nevra = book.mother("Nevra")
        session_id = book.closed(TUESDAY, attended=[hers.id, nevra])
        correct_attendance(
            session_id=session_id,
            mother_id=hers.id,
            to=Outcome.EXCUSED,
            reason="other",
            seen_version=None,
            by=COORDINATOR,
            now=TUESDAY_NOON,
            uow=book.uow(),
        )
        keep_roster_file(
            group_id=book.group_id,
            content=NAME.encode(),
            now=TUESDAY_NOON,
            uow=book.uow(),
        )
        with book.engine.begin() as connection:
            connection.execute(
                answers.insert().values(
                    key="k", fingerprint="f", status=201, content_type="",
                    body=str(hers.id).encode(), recorded_at=TUESDAY_NOON,
                )
            )  # fmt: skip

        erase(book, hers.id)

        left = tables_that_say(
            book, NAME, "Aylin", "22334455", hers.id.hex, str(hers.id)
        )
        assert left == {"erased", "erasures", "outbox"}
        assert book.events(ErasureOrdered)[0].person_id == hers.id
        assert [one.mother_id for one in book.events(ContactChanged)] == [nevra]
        assert book.outcomes(session_id) == {nevra: Outcome.ATTENDED}
        history = queries.register(session_id=session_id, uow=book.uow()).changes
        assert [one.mother_id for one in history] == [None]
        with pytest.raises(MotherNotFound):
            erase(book, hers.id)

    def test_leaves_her_no_thanks_standing(self, book: Book):
        """
        A list, a form with the same number: she is still not to be called. Her own yes
        of a later day counts, and is not asked for twice.
        """
        mother_id = book.mother(NAME, phone=PHONE)
        book.decline(mother_id)

        erase(book, mother_id)

        assert "22334455" not in tables_that_say(book, "22334455")
        assert take_in(book, phone=PHONE).known == 1
        with pytest.raises(NumberSaidNoThanks):
            book.mother("Another name", phone=PHONE, said_yes_on=TUESDAY)
        came_back = book.mother(
            NAME,
            phone=PHONE,
            said_yes_on=TUESDAY + timedelta(days=1),
            today=TUESDAY + timedelta(days=1),
        )
        erase(book, came_back)
        assert take_in(book, phone=PHONE).known == 1

    def test_keeps_her_no_thanks_whoever_is_said_to_share_the_phone(self, book: Book):
        """
        A list without that column, a box that is ticked: it is still her number.
        """
        alone = book.mother(NAME, phone=PHONE)
        sharing = book.mother("Bahar Ukendt", phone="+4522334466", shared_phone=True)
        for mother_id in (alone, sharing):
            book.decline(mother_id)
            erase(book, mother_id)

        with pytest.raises(NumberSaidNoThanks):
            book.mother(NAME, phone=PHONE, shared_phone=True)
        with pytest.raises(NumberSaidNoThanks):
            book.mother("Bahar Ukendt", phone="+4522334466", shared_phone=False)
        assert book.mother("Chiara Anden", phone="+4522334466", shared_phone=True)

    def test_keeps_her_number_where_she_asked_to_be_erased(self, book: Book):
        """
        Her no thanks may be on its way from another service; what comes of her after
        she is erased is dropped.
        """
        erase(book, book.mother(NAME, phone=PHONE))

        assert take_in(book, phone=PHONE).known == 1

    def test_leaves_whom_she_was_to_fetch(self, book: Book):
        """
        A new mother who was to be fetched by her stands on the list still, as one to
        whom nobody comes.
        """
        buddy, newcomer = book.mother(NAME), book.mother("Nevra")
        session_id = book.session()
        plan_pick_up(
            mother_id=newcomer,
            session_id=session_id,
            arrangement=Arrangement(
                driver_role=Role.MOTHER,
                buddy_id=buddy,
                meet_at=time(9, 30),
                place=MeetingPlace.HER_DOOR,
            ),
            now=MONDAY,
            uow=book.uow(),
        )

        erase(book, buddy, now=MONDAY)

        found = pick_ups_of_mother(mother_id=newcomer, now=MONDAY, uow=book.uow())
        assert [one.pick_up.because for one in found] == [Because.BUDDY_OUT_OF_GROUP]

    def test_is_confirmed_or_told_of(self, book: Book):
        """
        What is not confirmed after a day is told, once, until it is.
        """
        erasure = erase(book, book.mother(NAME))

        assert tell_late_erasures(now=TUESDAY_NOON, uow=book.uow()) == []
        late = tell_late_erasures(now=NEXT_DAY, uow=book.uow())
        assert [one.missing for one in late] == [
            ("outreach", "referrals", "notifications")
        ]
        assert tell_late_erasures(now=NEXT_DAY, uow=book.uow()) == []
        for service in late[0].missing:
            assert queries.late_erasures(now=NEXT_DAY, uow=book.uow())
            note_erasure_confirmed(
                mother_id=erasure.id, service=service, now=NEXT_DAY, uow=book.uow()
            )
        assert queries.late_erasures(now=NEXT_DAY, uow=book.uow()) == []
        with book.engine.connect() as connection:
            row = connection.execute(select(erasures)).one()
        assert row.completed_at == NEXT_DAY


class TestAtTheSameMoment:
    def test_waits_without_holding_her_for_who_hears_of_her(self, postgres_database):
        """
        Who takes an event looks first whether she is erased, and then holds her row:
        an erasure that held it already would wait for that for ever.
        """
        book, another = (Book(make_engine(postgres_database)) for _ in range(2))
        nevra = book.mother()
        agreed = AgreementChanged(
            mother_id=nevra, from_kind="none", to_kind="said_yes", said_on=TUESDAY
        )

        with book.uow() as uow:
            uow.persons.living([envelope_of(agreed)])
            erasure = Meanwhile(erase, another, nevra)
            has_waited = erasure.waits()
            uow.mothers.get(nevra)
            uow.commit()

        assert erasure.ended() is None
        assert has_waited
        assert len(queries.erasures(uow=book.uow())) == 1
        for one in (book, another):
            one.engine.dispose()
