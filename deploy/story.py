"""
One Tuesday, played on invented data: what is said here are the events that happen.
"""

import sys
import time
from dataclasses import replace
from datetime import datetime

from deploy.client import Client
from deploy.demo_access import demo_links, demo_user_id, played_by_machines
from deploy.house import make_house
from deploy.running import running, told_to_stop, until_told_to_stop
from deploy.sample_data import load
from deploy.story_clock import StoryClock
from deploy.teller import Teller, say
from deploy.tuesday import LAST_MESSAGE, TUESDAY, Story, Tuesday
from shared.bus.embedded import EmbeddedBroker
from shared.bus.house import House
from shared.bus.topology import SERVICES
from shared.config import DoorSettings, Settings
from shared.db.migrations import ACCESS, upgrade
from shared.kernel.organisations import Role
from shared.web.front.place import is_loopback

_PORTS = 100  # how many ports after the asked one are tried


def play(settings: Settings, *, once: bool) -> int:
    """
    Load the sample, play the Tuesday, print the links and stay up until stopped.

    Whoever has a link is let in without a password, so it is refused where the links
    could be reached from another machine.
    """
    if not is_loopback(settings.host):
        sys.stderr.write("The demo answers on this machine alone: 127.0.0.1.\n")
        return 1
    begun = time.monotonic()
    clock = StoryClock()
    house = make_house(_embedded(settings), clock=clock)
    for service, engine in house.engines.items():
        upgrade(engine, service)
    upgrade(house.access, ACCESS)
    assert isinstance(house.broker, EmbeddedBroker)  # noqa: S101 - see _embedded.
    teller = Teller(house.broker)
    with running(
        SERVICES,
        house,
        host="127.0.0.1",
        port=settings.port,
        last_port=settings.port + _PORTS,
        embedded=True,
    ) as door:
        address = f"http://127.0.0.1:{door.port}"
        with played_by_machines(house.access, now=clock.now()) as tokens:
            story = Story(Client(address, tokens), clock, teller, house)
            _tell_the_day(story, teller)
        clock.run_on()
        say(f"\nThat took {time.monotonic() - begun:.0f} s.")
        if not once:
            _tell_the_links(house, address, now=clock.now())
            say(f"Everything is up: open {address}/  (Ctrl-C ends it)")
            return until_told_to_stop(door, told_to_stop())
    return 0


def _tell_the_links(house: House, address: str, *, now: datetime) -> None:
    say("\nA link for each role; each goes in once, within half an hour:")
    for role, link in demo_links(house.access, address, now=now).items():
        say(f"  {role:<24}{link}")


def _tell_the_day(story: Story, teller: Teller) -> None:
    if _was_played(story.client):
        say("This Tuesday was played before: everything is found as it was.")
        _tell_how_it_stands(story.client)
        return
    sessions = load(
        story.client,
        story.clock,
        settle=story.settle,
        let_messages_leave=story.let_messages_leave,
    )
    _name_three(story.client)
    teller.listen()
    session = story.client.get(f"/roster/api/sessions/{sessions[TUESDAY.isoformat()]}")
    mothers = {one["display_name"]: one["mother_id"] for one in session["lines"]}
    teller.names = {mother_id: name for name, mother_id in mothers.items()}
    say(f"Tuesday {TUESDAY:%d %B %Y}. {len(mothers)} mothers are on the list.\n")

    tuesday = Tuesday(story, mothers, f"/roster/api/sessions/{session['id']}")
    tuesday.register()
    tuesday.follow_up()
    tuesday.concern()
    tuesday.hand_off()
    tuesday.pick_up()
    tuesday.messages()
    _tell_how_it_stands(story.client)


def _name_three(client: Client) -> None:
    """
    Let those whom the links let in be the three who run the group.
    """
    [group] = client.get("/roster/api/groups")
    for role in (Role.COORDINATOR, Role.PAEDAGOG, Role.HEALTH_VISITOR):
        client.post(
            f"/roster/api/groups/{group['id']}/seat",
            {"user_id": str(demo_user_id(role))},
            step=f"seat:{role}",
            by=role,
        )


def _was_played(client: Client) -> bool:
    """
    Say whether the last scene was played; a story that was cut short goes on.
    """
    hand_offs = client.get("/referrals/api/hand_offs", by=Role.DAYCARE_INTAKE)
    sent = client.get("/notifications/api/outgoing")
    return bool(hand_offs and any(one["template"] == LAST_MESSAGE for one in sent))


def _tell_how_it_stands(client: Client) -> None:
    counts = {
        "mothers": client.get("/roster/api/mothers"),
        "open follow-ups": client.get("/outreach/api/follow_ups"),
        "referrals": client.get("/referrals/api/referrals", by=Role.HEALTH_VISITOR),
        "hand-offs": client.get("/referrals/api/hand_offs"),
        "messages that would have left": client.get("/notifications/api/outgoing"),
    }
    told = ", ".join(f"{len(found)} {what}" for what, found in counts.items())
    say(f"\nNow there are {told}.")


def _embedded(settings: Settings) -> Settings:
    """
    Keep the demo on this machine and in files of its own, whatever is configured.
    """
    return replace(
        Settings.from_environment({"BABYGRUPPE_VAR": str(settings.var / "demo")}),
        port=settings.port,
        door=DoorSettings(has_demo_links=True),
    )
