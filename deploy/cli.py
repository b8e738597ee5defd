"""
The command line: ``babygruppe``.
"""

import shared.green  # noqa: F401 - it makes the process green, before all others.

# isort: split
import argparse
import errno
import logging
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

from deploy import access_commands, commands, look_commands
from shared.bus.broker import BrokerUnavailable
from shared.bus.topology import SERVICES
from shared.config import Settings
from shared.kernel.organisations import (
    ORGANISATIONS_OF,
    PARTNERS,
    PEOPLE,
    Organisation,
    Role,
)
from shared.kernel.refusal import Refusal
from shared.logging import configure_logging

_PARTNERS = sorted(PARTNERS)
_WITH_MACHINES = sorted(ORGANISATIONS_OF[Role.MACHINE])
_OF_SEVERAL = "which of this kind, if there are several"
_ROLES = (*PEOPLE, Role.MACHINE)


def main(arguments: list[str] | None = None) -> int:
    """
    Run one command; return 0, or 1 where it was refused, or 2 where it was misspelt.
    """
    told = _parser().parse_args(arguments)
    settings = Settings.from_environment()
    quiet = told.run is commands.demo
    configure_logging(
        json=settings.json_logs, level=logging.ERROR if quiet else logging.INFO
    )
    try:
        return int(told.run(settings, told) or 0)
    except Refusal as refusal:
        facts = " ".join(f"{name}={value}" for name, value in refusal.facts.items())
        sys.stderr.write(f"{refusal.code} {facts}\n")
    except BrokerUnavailable as error:
        sys.stderr.write(f"RabbitMQ does not answer ({error}).\n")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        sys.stderr.write(f"Port {settings.port} is taken: set BABYGRUPPE_PORT.\n")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="babygruppe",
        description="Case coordination behind a weekly baby group.",
        epilog="Settings come from BABYGRUPPE_* in the environment: see .env.example.",
    )
    _add_commands(parser.add_subparsers(required=True, metavar="COMMAND"))
    return parser


def _add_commands(add: Any) -> None:
    run = add.add_parser("run", help="run one service, or all in one process")
    run.add_argument("service", choices=[*SERVICES, "all"])
    run.set_defaults(run=lambda to, told: commands.run(to, service=told.service))

    demo = add.add_parser("demo", help="play one Tuesday on invented data")
    demo.add_argument("--once", action="store_true", help="end after the story")
    demo.set_defaults(run=commands.demo)

    roster = add.add_parser("import-roster", help="read a CSV of mothers")
    roster.add_argument("file", type=_existing_file)
    roster.add_argument("--dry-run", action="store_true", help="only say what it does")
    roster.add_argument("--group", type=UUID, help="its id, if there are several")
    roster.set_defaults(run=commands.import_roster)

    contacts = add.add_parser(
        "tell-contacts", help="tell the others again how every mother is reached"
    )
    contacts.set_defaults(run=lambda to, _told: commands.tell_contacts(to))

    migrate = add.add_parser("migrate", help="bring the databases to the newest form")
    migrate.add_argument(
        "service", nargs="?", default="all", choices=[*SERVICES, "all"]
    )
    migrate.set_defaults(run=lambda to, told: commands.migrate(to, _chosen(told)))

    topology = add.add_parser(
        "topology", help="declare RabbitMQ's exchanges and queues"
    )
    topology.set_defaults(run=lambda to, _told: commands.topology(to))

    parked = add.add_parser("parked", help="list the events that a person decides on")
    parked.add_argument("service", nargs="?", default="all", choices=[*SERVICES, "all"])
    parked.set_defaults(run=lambda to, told: commands.parked(to, _chosen(told)))

    replay = add.add_parser("replay", help="let a parked event be tried again")
    replay.add_argument("service", choices=SERVICES)
    replay.add_argument("event_id", type=UUID)
    replay.set_defaults(run=commands.replay)

    _add_access_commands(add)

    looks = add.add_parser(
        "check-looks", help="say whether the log of looks at persons is whole"
    )
    looks.add_argument("service", nargs="?", default="all", choices=[*SERVICES, "all"])
    looks.add_argument(
        "--known",
        type=look_commands.noted_end,
        help="NUMBER:HASH of one service, as it was noted earlier",
    )
    looks.set_defaults(run=look_commands.check)

    document = add.add_parser(
        "asyncapi", help="print what the services tell each other"
    )
    document.set_defaults(run=lambda _to, _told: commands.print_asyncapi())


def _add_access_commands(add: Any) -> None:
    first = add.add_parser(
        "invite-administrator", help="print a link for an organisation's first user"
    )
    first.add_argument("organisation", choices=_PARTNERS, type=Organisation)
    first.add_argument("name", help="as it is shown on the pages")
    first.add_argument("sign_in_name", help="what she types to sign in")
    first.add_argument("--organisation-id", type=UUID, help=_OF_SEVERAL)
    first.set_defaults(run=access_commands.invite_administrator)

    disable = add.add_parser("disable-user", help="end a person's way in, at once")
    disable.add_argument("user", help="what she types to sign in, or her id")
    disable.set_defaults(run=access_commands.disable)

    token = add.add_parser("make-token", help="print a machine's token, once")
    token.add_argument("organisation", choices=_WITH_MACHINES, type=Organisation)
    token.add_argument("name", help="of the machine; an earlier token of it ends")
    token.add_argument("scope", nargs="+", help="roster:read, and so on")
    token.add_argument(
        "--role", type=Role, choices=[*_ROLES], default=Role.MACHINE, help="it acts in"
    )
    token.add_argument("--organisation-id", type=UUID, help=_OF_SEVERAL)
    token.set_defaults(run=access_commands.new_token)

    end = add.add_parser("end-token", help="end a machine's token")
    end.add_argument("organisation", choices=_WITH_MACHINES, type=Organisation)
    end.add_argument("name")
    end.add_argument("--organisation-id", type=UUID, help=_OF_SEVERAL)
    end.set_defaults(run=access_commands.end_token)

    another = add.add_parser("add-organisation", help="let another organisation in")
    another.add_argument("organisation", choices=_PARTNERS, type=Organisation)
    another.add_argument("name", help="its own, as the others read it")
    another.set_defaults(run=access_commands.add_another_organisation)

    known = add.add_parser("organisations", help="list the organisations and their ids")
    known.set_defaults(run=access_commands.list_organisations)


def _chosen(told: argparse.Namespace) -> tuple[str, ...]:
    return SERVICES if told.service == "all" else (told.service,)


def _existing_file(name: str) -> Path:
    path = Path(name)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no file {name}")
    return path


if __name__ == "__main__":
    sys.exit(main())
