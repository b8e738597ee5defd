"""
The contracts: what may be in an event, and that old messages still read the same.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, get_args, get_type_hints

import pytest
from marshmallow.fields import String

from shared.contracts.envelope import Undecodable, read_envelope, write_envelope
from shared.contracts.event import Event, LanguageCode, PersonalText
from shared.contracts.registry import ALL_EVENTS, EVENT_OF_TYPE
from shared.contracts.roster.mothers import ContactChanged
from shared.contracts.schemas import UnsuitableField, schema_of

MESSAGES = Path(__file__).parent / "messages"
STORED = sorted(MESSAGES.glob("*.json"))


def type_of(path: Path) -> str:
    """
    Return whose message it is: a second one has a word more in its name.
    """
    return path.stem.partition(" ")[0]


def subclasses_of(kind: type) -> set[type]:
    direct = set(kind.__subclasses__())
    return direct.union(*(subclasses_of(one) for one in direct))


def in_json(body: bytes) -> dict:
    return json.loads(body)


class TestStoredMessage:
    @pytest.mark.parametrize("event", ALL_EVENTS, ids=lambda event: event.__name__)
    def test_is_there_for_every_event(self, event: type[Event]):
        """
        Each event keeps a message as it once went over the wire.
        """
        assert MESSAGES / f"{event.event_type}.json" in STORED

    @pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
    def test_still_reads_the_same(self, path: Path):
        """
        A stored message is read, and written again it says the same.
        """
        stored = in_json(path.read_bytes())

        written = in_json(write_envelope(read_envelope(path.read_bytes())))

        data = {key: written["data"][key] for key in stored["data"]}
        assert data == stored["data"]
        assert {key: written[key] for key in stored} | {"data": data} == stored

    @pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
    def test_cannot_be_read_without_any_of_its_required_fields(self, path: Path):
        """
        The control: a field that is renamed or gone is noticed.
        """
        stored = in_json(path.read_bytes())
        event = EVENT_OF_TYPE[type_of(path)]
        for name, field in schema_of(event).fields.items():
            if not field.required:
                continue
            kept = {k: v for k, v in stored["data"].items() if k != name}
            with pytest.raises(Undecodable, match="not-this-event"):
                read_envelope(json.dumps(stored | {"data": kept}).encode())


class TestContract:
    def test_is_registered(self):
        """
        No event class is forgotten in the list from which everything is made.
        """
        named = {one for one in subclasses_of(Event) if "event_type" in vars(one)}

        assert {one for one in named if one.__module__.startswith("shared.")} == set(
            ALL_EVENTS
        )

    def test_has_a_type_of_its_own(self):
        """
        A type names one event, with its version.
        """
        assert len(EVENT_OF_TYPE) == len(ALL_EVENTS)
        assert all(name.rsplit(".v", 1)[1].isdigit() for name in EVENT_OF_TYPE)

    @pytest.mark.parametrize("event", ALL_EVENTS, ids=lambda event: event.__name__)
    def test_carries_ids_codes_and_times_only(self, event: type[Event]):
        """
        A field that could hold a name, a number or a text cannot even be declared; the
        one exception is the contact, by decision 0006.
        """
        personal = {
            name
            for name, hint in get_type_hints(event).items()
            if hint is PersonalText or PersonalText in getattr(hint, "__args__", ())
        }

        assert not personal or event is ContactChanged
        assert personal == {
            name
            for name, field in schema_of(event).fields.items()
            if field.metadata.get("personal")
        }
        for field in schema_of(event).fields.values():
            assert type(field) is not String or field.validators

    def test_tells_a_language_to_partners_and_contacts_only(self):
        """
        A language tells where a mother is from, so no broadcast carries one.
        """
        telling = {
            event.exchange
            for event in ALL_EVENTS
            for name, hint in get_type_hints(event).items()
            if "interpreter" in name or LanguageCode in (hint, *get_args(hint))
        }

        assert telling == {"roster.contacts", "referrals.partners"}

    def test_refuses_a_field_of_free_text(self):
        """
        The control: a plain string is not among the types that an event may have.
        """

        @dataclass(frozen=True, kw_only=True)
        class Gossip(Event):
            event_type: ClassVar[str] = "roster.gossip.heard.v1"
            text: str

        with pytest.raises(UnsuitableField):
            schema_of(Gossip)

    @pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
    def test_is_plain_json(self, path: Path):
        """
        No library's own markers for dates and ids go over the wire.
        """
        assert "__type__" not in path.read_text()
