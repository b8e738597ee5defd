"""
Migrations: the databases are what the tables in code say, on both kinds.
"""

import importlib
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from alembic import command
from sqlalchemy import Engine, select, text

from services.notifications.storage.tables import messages
from services.outreach.domain.ranking import Rank
from services.outreach.storage.tables import follow_ups
from services.roster.storage.tables import profiles
from shared.bus.topology import SERVICES
from shared.db.engine import make_engine
from shared.db.migrations import ACCESS, configuration_of, differences, upgrade

TABLES = {
    **{one: f"services.{one}.storage.tables" for one in SERVICES},
    ACCESS: "shared.access.storage.tables",
}

# As the roster was before it knew more of a mother than that she is in the group.
BEFORE = "0006"
ONE_FAMILY = """
    INSERT INTO groups (id, name, weekday, starts_at, ends_at, place)
    VALUES ('{group}', 'Prøvegruppen', 1, '10:00:00', '12:00:00', 'Prøvehuset');
    INSERT INTO mothers (
        id, group_id, display_name, search_name, phone, languages,
        shared_phone, may_leave_message, listed_on, enrolment, version
    ) VALUES (
        '{mother}', '{group}', 'Nevra', 'nevra', '+4567000001', '[]',
        false, false, '2026-09-01', 'active', 1
    );
    INSERT INTO children (id, mother_id, born_on)
    VALUES ('{child}', '{mother}', '2026-03-01')
"""
# As it was before she could run a session, or know of twins.
BEFORE_NEW_CODES = "0024"
TOLD_IN_NEW_CODES = """
    INSERT INTO profiles (mother_id, reading_languages, knows, version)
    VALUES ('{mother}', '[]', '["school", "twins"]', 1);
    INSERT INTO offers (mother_id, kind) VALUES ('{mother}', 'cook');
    INSERT INTO offers (mother_id, kind) VALUES ('{mother}', 'run_session');
    INSERT INTO offers (mother_id, kind) VALUES ('{mother}', 'make_ready')
"""

# As outreach was before it knew of a ladder, and of a place on the list.
BEFORE_LADDER = "0009"
BEFORE_LEFT_TO_COME = "0016"
# As notifications was when a text could wait for another day.
BEFORE_ONE_DAY = "0022"
BEFORE_REINSTATING = "0020"
BEFORE_LAST_ACT = "0027"
ONE_MISS = """
    INSERT INTO sessions (id, started_at, is_cancelled)
    VALUES ('{session}', '2026-09-01 08:00:00', false);
    INSERT INTO mothers (
        id, agreement_kind, agreement_said_on, agreement_heard_by_role,
        agreement_version, place
    ) VALUES ('{mother}', 'said_yes', '2026-08-25', 'coordinator', 2, 'in_group');
    INSERT INTO episodes (id, mother_id, opened_at, version)
    VALUES ('{episode}', '{mother}', '2026-09-01 10:00:00', 1);
    INSERT INTO follow_ups (
        id, episode_id, mother_id, session_id, session_started_at, visible_from, state,
        opened_at, missed_in_a_row, attendance_version, waiting_since, version
    ) VALUES (
        '{follow_up}', '{episode}', '{mother}', '{session}', '2026-09-01 08:00:00',
        '2026-09-01 12:00:00', 'open', '2026-09-01 10:00:00', 1, 1,
        '2026-09-01 10:00:00', 1
    )
"""


@pytest.mark.parametrize("service", TABLES)
class TestMigrations:
    def test_make_what_the_code_expects(self, service: str, database_url: str):
        """
        After an upgrade nothing differs from the tables in code; a second one is idle.
        """
        engine = make_engine(database_url)
        tables = importlib.import_module(TABLES[service])

        upgrade(engine, service)
        upgrade(engine, service)

        assert differences(engine, tables.metadata) == []
        engine.dispose()

    def test_would_show_a_difference(self, service: str, database_url: str):
        """
        The control: an empty database is not what the code expects.
        """
        engine = make_engine(database_url)
        tables = importlib.import_module(TABLES[service])

        assert differences(engine, tables.metadata) != []
        engine.dispose()


def _with_rows(database_url: str, service: str, *, before: str, rows: str) -> Engine:
    engine = make_engine(database_url)
    with engine.begin() as connection:
        configuration = configuration_of(service)
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, before)
        for line in rows.split(";"):
            connection.exec_driver_sql(line)
    upgrade(engine, service)
    return engine


def test_keeps_who_is_followed_up(database_url: str):
    """
    An outreach with an open follow-up is brought on: she stands on the list, what she
    had said is her first word, and her miss had its text.
    """
    names = ("session", "mother", "episode", "follow_up")
    rows = ONE_MISS.format(**{name: uuid4().hex for name in names})

    engine = _with_rows(database_url, "outreach", before=BEFORE_LADDER, rows=rows)

    with engine.connect() as connection:
        ask = "SELECT list_rank, kind, text_from FROM mothers JOIN agreement_words w"
        on = (
            " ON w.mother_id = mothers.id JOIN follow_ups f ON f.mother_id = mothers.id"
        )
        [(rank, word, text_from)] = connection.execute(text(ask + on)).all()
    engine.dispose()
    assert (rank, word, text_from is not None) == (Rank.WAITING, "said_yes", True)


def test_lets_no_text_wait_for_another_day(database_url: str):
    """
    One that was queued to be of use tomorrow leaves today, or not at all; one that
    would leave in the night does so in the morning.
    """
    night, noon = "2026-09-01 20:30:00", "2026-09-01 10:00:00"
    rows = ";".join(
        f"""INSERT INTO messages (id, cause, template, mother_id, not_before, not_after,
        state, facts, created_at, changed_at, version)
        VALUES ('{uuid4().hex}', '1', 'missed_you', '{uuid4().hex}', '{not_before}',
        '2026-09-03 10:00:00', 'queued', '{{}}', '{noon}', '{noon}', 1)"""
        for not_before in (noon, night)
    )

    engine = _with_rows(database_url, "notifications", before=BEFORE_ONE_DAY, rows=rows)

    with engine.connect() as connection:
        ask = select(messages.c.not_before, messages.c.not_after)
        found = connection.execute(ask.order_by(messages.c.not_before)).all()
    engine.dispose()
    times = [[f"{at:%d %H:%M}" for at in row] for row in found]
    assert times == [["01 10:00", "01 18:00"], ["02 07:00", "02 18:00"]]


def test_leaves_to_come_who_has_had_her_two_texts(database_url: str):
    """
    Of two who have not said yes, the one who was asked before the next session stands
    in the section of her own, and the other on the list.
    """
    misses, asked = [], uuid4().hex
    for follow_up in (asked, uuid4().hex):
        names = {name: uuid4().hex for name in ("session", "mother", "episode")}
        misses.append(ONE_MISS.format(**names, follow_up=follow_up))
    rows = ";".join(misses).replace("'said_yes'", "'none'")
    two_texts = f""";
        UPDATE mothers SET list_rank = 4, list_since = '2026-09-01 10:00:00';
        UPDATE follow_ups SET asked_to_come_at = '2026-09-07 08:00:00'
        WHERE id = '{asked}'"""

    engine = _with_rows(
        database_url, "outreach", before=BEFORE_LEFT_TO_COME, rows=rows + two_texts
    )

    with engine.connect() as connection:
        ask = "SELECT list_rank, asked_to_come_at IS NOT NULL FROM mothers"
        join = " JOIN follow_ups f ON f.mother_id = mothers.id ORDER BY list_rank"
        found = connection.execute(text(ask + join)).all()
    engine.dispose()
    assert [(rank, bool(was_asked)) for rank, was_asked in found] == [
        (Rank.WAITING, False),
        (Rank.LEFT_TO_COME, True),
    ]


def test_keeps_whose_session_was_cancelled(database_url: str):
    """
    Below her answer lay that the session was cancelled: that is said by a word of its
    own now, and what was withdrawn for it is withdrawn.
    """
    names = ("session", "mother", "episode", "follow_up")
    rows = ONE_MISS.format(**{name: uuid4().hex for name in names})
    answered = ";UPDATE follow_ups SET overtaken_by = 'session_cancelled'"

    engine = _with_rows(
        database_url, "outreach", before=BEFORE_REINSTATING, rows=rows + answered
    )

    with engine.connect() as connection:
        ask = text("SELECT is_void, overtaken_by FROM follow_ups")
        [(is_void, overtaken_by)] = connection.execute(ask).all()
    engine.dispose()
    assert (bool(is_void), overtaken_by) == (True, None)


@pytest.mark.parametrize("ends", [False, True])
def test_keeps_who_did_something_last(database_url: str, ends: bool):
    """
    Whoever had looked before the release is told of the newest attempt, or of the end
    with the role that has ended it.
    """
    names = ("session", "mother", "episode", "follow_up", "first", "second")
    ids = {name: uuid4().hex for name in names}
    tried = """;
        INSERT INTO attempts
            (id, follow_up_id, channel, outcome, at, by_role, she_began)
        VALUES ('{first}', '{follow_up}', 'call', 'no_answer', '2026-09-02 08:00:00',
            'health_visitor', false);
        INSERT INTO attempts
            (id, follow_up_id, channel, outcome, at, by_role, she_began)
        VALUES ('{second}', '{follow_up}', 'call', 'coming_next', '2026-09-03 08:00:00',
            'coordinator', false);
        UPDATE follow_ups SET version = 4"""
    ended = ", state = 'completed', closed_at = '2026-09-03 08:00:00'" if ends else ""
    rows = (ONE_MISS + tried).format(**ids) + ended

    engine = _with_rows(database_url, "outreach", before=BEFORE_LAST_ACT, rows=rows)

    with engine.connect() as connection:
        [act] = connection.execute(select(follow_ups)).all()
    engine.dispose()
    assert (act.last_act, act.last_act_by_role, act.last_act_version) == (
        "ended" if ends else "tried",
        "coordinator",
        4,
    )
    assert act.last_act_at == datetime(2026, 9, 3, 8, tzinfo=UTC)


def test_keeps_whoever_is_there(database_url: str):
    """
    A roster with mothers in it is brought on: SQLite cannot make a table anew that
    others point at, and whoever was there is found by her name.
    """
    rows = ONE_FAMILY.format(
        **{name: uuid4().hex for name in ("group", "mother", "child")}
    )

    engine = _with_rows(database_url, "roster", before=BEFORE, rows=rows)

    with engine.connect() as connection:
        since = connection.execute(text("SELECT standing_since FROM mothers")).scalar()
        keys = connection.execute(text("SELECT key FROM search_keys")).scalars().all()
    engine.dispose()
    assert str(since) == "2026-09-01"
    assert any("nevra" in key for key in keys)


def test_leaves_no_code_that_the_release_before_cannot_read(database_url: str):
    """
    A roster that is taken back forgets who would run a session and who knows of twins.
    """
    mother = uuid4().hex
    rows = ONE_FAMILY.format(group=uuid4().hex, mother=mother, child=uuid4().hex)
    engine = _with_rows(database_url, "roster", before=BEFORE, rows=rows)
    with engine.begin() as connection:
        for told in TOLD_IN_NEW_CODES.split(";"):
            connection.exec_driver_sql(told.format(mother=mother))
        configuration = configuration_of("roster")
        configuration.attributes["connection"] = connection
        command.downgrade(configuration, BEFORE_NEW_CODES)

        offers = connection.execute(text("SELECT kind FROM offers")).scalars().all()
        knows = connection.execute(select(profiles.c.knows)).scalar()

    engine.dispose()
    assert (offers, knows) == (["cook"], ["school"])
