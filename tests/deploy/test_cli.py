"""
The command line, as a person types it.
"""

import json
import re
import socket
from argparse import Namespace
from datetime import time
from pathlib import Path
from time import monotonic
from uuid import uuid4

import pytest

from deploy.access_commands import add_another_organisation
from deploy.commands import topology
from deploy.house import access_engine
from services.roster.storage.unit_of_work import RosterUnitOfWork
from services.roster.usecases.create_group import create_group
from shared.access.storage.book import looking
from shared.access.usecases.add_organisation import organisation_to_be
from shared.bus.cause import Cause
from shared.bus.rabbitmq import WRITTEN_DOWN, connected
from shared.bus.tables import inbox
from shared.bus.topology import whole_topology
from shared.bus.unit_of_work import UnitOfWork
from shared.config import Settings
from shared.db.engine import make_engine
from shared.kernel.organisations import Organisation
from tests.deploy.command import babygruppe, installed
from tests.support.broker import cleaned
from tests.support.bus import TUESDAY_TEN

SAMPLE = Path(__file__).parents[2] / "deploy" / "sample" / "roster.csv"


def park_an_event(folder: Path) -> str:
    engine = make_engine(f"sqlite:///{folder}/outreach.db")
    cause = Cause.by_system(now=TUESDAY_TEN)
    event_id = uuid4()
    with UnitOfWork(engine, cause=cause) as uow:
        uow.inbox.park_unread(event_id, b"{", reason="not-json", now=TUESDAY_TEN)
        uow.commit()
    return str(event_id)


def make_a_group(folder: Path, name: str) -> str:
    engine = make_engine(f"sqlite:///{folder}/roster.db")
    cause = Cause.by_system(now=TUESDAY_TEN)
    group_id = create_group(
        name=name,
        weekday=1,
        starts_at=time(10),
        ends_at=time(12),
        place="Prøvehuset",
        uow=RosterUnitOfWork(engine, cause=cause),
    )
    return str(group_id)


class TestImportRoster:
    def test_says_first_and_does_then_and_adds_nothing_twice(self, folder: Path):
        """
        A dry run changes nothing; the import adds all; a second one adds none.
        """
        make_a_group(folder, "Prøvegruppen")

        dry = babygruppe(folder, "import-roster", str(SAMPLE), "--dry-run")
        first = babygruppe(folder, "import-roster", str(SAMPLE))
        second = babygruppe(folder, "import-roster", str(SAMPLE))

        assert dry.stdout.startswith("20 ville blive tilføjet")
        assert first.stdout.startswith("20 er tilføjet, 0 kendes")
        assert second.stdout.startswith("0 er tilføjet, 20 kendes")

    def test_names_every_bad_row_and_takes_none(self, folder: Path):
        """
        Line, column, what is wrong and what to do; nothing is half imported.
        """
        make_a_group(folder, "Prøvegruppen")
        bad = folder / "bad.csv"
        bad.write_text("navn;telefon;født\nPrøve Et;12;\nPrøve To;;31-02-2026\n")

        done = babygruppe(folder, "import-roster", str(bad), returns=1)

        assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
            "linje 2, telefon",
            "linje 3, født",
        ]
        good = babygruppe(folder, "import-roster", str(SAMPLE), "--dry-run")
        assert good.stdout.startswith("20 ville")

    def test_asks_which_group_where_there_is_a_choice(self, folder: Path):
        """
        With two groups one must be named; so must one that is not there.
        """
        make_a_group(folder, "Tirsdag")
        chosen = make_a_group(folder, "Onsdag")

        unnamed = babygruppe(folder, "import-roster", str(SAMPLE), returns=1)
        unknown = babygruppe(
            folder, "import-roster", str(SAMPLE), "--group", str(uuid4()), returns=1
        )
        named = babygruppe(folder, "import-roster", str(SAMPLE), "--group", chosen)

        assert unnamed.stderr.startswith("group-not-named")
        assert unknown.stderr.startswith("group-not-found")
        assert named.stdout.startswith("20 er tilføjet")


class TestParked:
    def test_lists_what_a_person_must_decide_on(self, folder: Path):
        """
        Id, type, tries and reason; never the content.
        """
        event_id = park_an_event(folder)

        done = babygruppe(folder, "parked", "outreach")

        assert done.stdout == f"outreach {event_id} unreadable parked 0 not-json\n"

    def test_is_replayed_by_id(self, folder: Path):
        """
        A parked event is tried again at once; a second replay and an unknown id are
        refused with their codes.
        """
        event_id = park_an_event(folder)

        babygruppe(folder, "replay", "outreach", event_id)
        again = babygruppe(folder, "replay", "outreach", event_id, returns=1)
        unknown = babygruppe(folder, "replay", "outreach", str(uuid4()), returns=1)

        engine = make_engine(f"sqlite:///{folder}/outreach.db")
        with engine.connect() as connection:
            row = connection.execute(inbox.select()).one()
        assert (row.state, row.attempts) == ("failing", 0)
        assert again.stderr.startswith("event-not-parked")
        assert unknown.stderr.startswith("parked-event-not-found")


class TestOtherCommands:
    def test_explain_themselves(self, tmp_path: Path):
        """
        Every command is named, with what it does.
        """
        told = babygruppe(tmp_path, "--help").stdout

        for command in (
            "run", "demo", "import-roster", "migrate", "topology", "parked", "replay",
            "asyncapi",
        ):  # fmt: skip
            assert re.search(rf"\n    {command}\s", told)

    def test_print_the_events(self, tmp_path: Path):
        """
        AsyncAPI goes to standard output as JSON.
        """
        document = json.loads(babygruppe(tmp_path, "asyncapi").stdout)

        assert document["asyncapi"] == "3.0.0"

    def test_give_new_queues_time_to_be_written_down(
        self,
        folder: Path,
        rabbitmq_url: str,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ):
        """
        A kill of RabbitMQ must not take a queue that the services already speak to.
        Whoever is let in has one, also on a broker that is new.
        """
        settings = Settings.from_environment(
            {"BABYGRUPPE_BROKER": rabbitmq_url, "BABYGRUPPE_VAR": str(folder)}
        )
        intake = Namespace(organisation=Organisation.DAYCARE_INTAKE, name="Nordbyens")
        told = {"kind": intake.organisation, "name": intake.name}
        with looking(access_engine(settings)) as book:
            feed = f"daycare_intake.{organisation_to_be(**told, book=book).id}.feed"
        with (
            cleaned(rabbitmq_url, whole_topology(), beside=[feed]),
            connected(rabbitmq_url) as connection,
        ):
            channel = connection.default_channel
            with monkeypatch.context() as at_once:
                at_once.setattr("shared.bus.rabbitmq.WRITTEN_DOWN", 0)
                add_another_organisation(settings, intake)
            channel.queue_declare(feed, passive=True)
            channel.queue_delete(feed)
            since = monotonic()
            topology(settings)
            taken = monotonic() - since
            channel.queue_declare(feed, passive=True)

        assert taken > WRITTEN_DOWN
        assert feed.split(".")[1] in capsys.readouterr().out

    def test_refuse_one_service_without_a_broker(self, tmp_path: Path):
        """
        One service alone on the embedded broker would talk to nobody: it says so.
        """
        done = installed(tmp_path, "run", "roster", returns=1)

        assert "BABYGRUPPE_BROKER" in done.stderr

    def test_say_when_the_port_is_taken(self, tmp_path: Path):
        """
        A second start says which port is taken and what to set.
        """
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])

            done = installed(tmp_path, "run", "all", returns=1, BABYGRUPPE_PORT=port)

        assert done.stderr.endswith(f"Port {port} is taken: set BABYGRUPPE_PORT.\n")

    def test_say_when_rabbitmq_does_not_answer(self, tmp_path: Path):
        """
        A clear line instead of a traceback, and without the password.
        """
        broker = "amqp://roster:secret@127.0.0.1:1//"

        done = babygruppe(tmp_path, "topology", returns=1, BABYGRUPPE_BROKER=broker)

        assert "RabbitMQ does not answer" in done.stderr
        assert "secret" not in done.stderr


class TestAccess:
    def test_lets_in_the_first_administrator_by_a_link(self, folder: Path):
        """
        The link is printed once; nothing that is kept opens anything.
        """
        told = ("housing_team", "Prøve Administrator", "prøve")

        link = babygruppe(folder, "invite-administrator", *told).stdout.split()[0]
        again = babygruppe(folder, "invite-administrator", *told, returns=1)

        assert re.fullmatch(r"http://127\.0\.0\.1:8000/sign-in/invitation/\S{43}", link)
        assert again.stderr.startswith("sign-in-name-taken")
        secret = link.rpartition("/")[2].encode()
        assert secret not in (folder / "access.db").read_bytes()

    def test_ends_a_persons_way_in(self, folder: Path):
        """
        By her name, whatever its capitals; whom nobody knows is not ended.
        """
        babygruppe(folder, "invite-administrator", "daycare", "Prøve", "Prøve")

        ended = babygruppe(folder, "disable-user", "PRØVE")
        nobody = babygruppe(folder, "disable-user", "nobody", returns=1)

        assert "no way in" in ended.stdout
        assert nobody.stderr.startswith("user-not-found")

    def test_makes_and_ends_a_machines_token(self, folder: Path):
        """
        It is printed once, for scopes that there are; to end it twice is refused.
        """
        words = ("make-token", "health_visitors", "journal")

        token = babygruppe(folder, *words, "referrals:feed").stdout.strip()
        unknown = babygruppe(folder, *words, "everything", returns=1)
        babygruppe(folder, "end-token", "health_visitors", "journal")
        gone = babygruppe(folder, "end-token", "health_visitors", "journal", returns=1)

        assert len(token) == 43
        assert token.encode() not in (folder / "access.db").read_bytes()
        assert unknown.stderr.startswith("scope-not-known")
        assert gone.stderr.startswith("token-not-found")

    def test_let_another_organisation_in(self, folder: Path):
        """
        It is listed with its id, by which its first administrator is let in. One that
        would have no queue to be told by is not let in, nor a second of one name.
        """
        words = ("add-organisation", "daycare", "Nordbyens børnehus")
        added = babygruppe(folder, *words)
        twice = babygruppe(folder, *words, returns=1)
        nowhere = "amqp://deploy:secret@127.0.0.1:1//"
        refused = babygruppe(
            folder,
            *("add-organisation", "health_visitors", "En anden"),
            returns=1,
            BABYGRUPPE_BROKER=nowhere,
        )
        its_id = added.stdout.strip()
        listed = babygruppe(folder, "organisations").stdout.splitlines()
        words = ("invite-administrator", "daycare", "Prøve Leder", "proeve.leder")
        link = babygruppe(folder, *words, "--organisation-id", its_id).stdout
        unknown = babygruppe(
            folder, *words, "--organisation-id", str(uuid4()), returns=1
        )

        assert f"{its_id} daycare Nordbyens børnehus" in listed
        assert len(listed) == 5
        assert twice.stderr == f"organisation-is-there id={its_id}\n"
        assert "/sign-in/invitation/" in link
        assert "RabbitMQ does not answer" in refused.stderr
        assert unknown.stderr.startswith("organisation-not-found")

    def test_does_not_play_the_demo_where_others_could_reach_it(self, folder: Path):
        """
        Its links let anybody in, so it starts on this machine alone.
        """
        for host in ("0.0.0.0", "192.0.2.7", "::"):  # noqa: S104 - refused.
            told = babygruppe(folder, "demo", returns=1, BABYGRUPPE_HOST=host)
            assert "this machine alone" in told.stderr
            assert told.stdout == ""
