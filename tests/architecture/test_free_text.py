"""
Free text about a person is kept in few columns, and each of them is argued for.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from sqlalchemy import JSON, Column, LargeBinary, MetaData, String, Table, Uuid

from shared.bus.topology import SERVICES

# A code, a language or a number is no longer.
LONGEST_CODE = 35

# What somebody types about a person, and why it cannot be a code.
FREE_TEXT = {
    "roster": {
        "mothers.display_name": "what she is called",
        "mothers.search_name": "the same without capitals and accents",
        "search_keys.key": "words of the same, and her number",
        "children.first_name": "what the child is called",
        "profiles.food_note": "what she eats, not why",
        "pick_ups.note": "where they meet; goes a week after the session",
        "roster_files.content": "a list on its way in; goes when it is taken in",
        "looks.criterion": "what was searched for, to be answered for",
    },
    "outreach": {
        "contacts.display_name": "what she is called",
        "contacts.phone": "her number",
        "mothers.agreement_quote": "her own words about being contacted",
        "mothers.last_word": "what she had said before, to be put back after a slip",
        "agreement_words.quote": "the same, of each time",
        "looks.criterion": "what was searched for, to be answered for",
    },
    "referrals": {
        "looks.criterion": "what was searched for, to be answered for",
    },
    "notifications": {
        "recipients.display_name": "what she is called",
        "sent_texts.text": "what a template said to her, where nothing was sent",
        "looks.criterion": "what was searched for, to be answered for",
    },
}
# What is typed about a group or an organisation.
OF_NOBODY = {
    "roster": {
        "groups.name",
        "groups.place",
        "sessions.theme",
        "sessions.place",
        "sessions.guest",
        "sessions.destination",
        "sessions.meeting_point",
        "questions.text",
        "school_calendars.holidays",
    },
    "outreach": {"webhooks.url", "school_years.holidays"},
    "referrals": set(),
    "notifications": set(),
}
# What has room for a sentence, and holds codes, ids, days and digests.
NO_TEXT = {
    "roster": {
        "groups.seats",
        "mothers.languages",
        "enrolment_changes.before",
        "enrolment_changes.after",
        "profiles.reading_languages",
        "profiles.knows",
        "absences.answers",
        "staffing_warnings.told",
        "calendar_links.secret",
        "own_links.digest",
        "roster_files.findings",
        "erasures.confirmed",
    },
    "outreach": {
        "contacts.languages",
        "contacts.reading_languages",
        "mothers.agreement_channels",
        "mothers.own_ladder",
        "agreement_words.channels",
        "ladders.rungs",
        "group_contacts.later_stand_ins",
        "webhooks.secret",
        "task_feeds.digest",
    },
    "referrals": {
        "hand_offs.wishes",
        "hand_offs.languages",
        "sealed_cases.office",
        "sealed_looks.hash",
        "sealed_looks_heads.last_hash",
    },
    "notifications": {"recipients.languages", "messages.cause", "messages.facts"},
}
# Of every service alike: what is on its way, and how the log is sealed.
OF_ALL = {
    "outbox.exchange",
    "outbox.routing_key",
    "outbox.refused",
    "outbox.body",
    "inbox.event_type",
    "inbox.reason",
    "inbox.body",
    "aggregate_versions.aggregate",
    "answers.key",
    "answers.fingerprint",
    "answers.content_type",
    "answers.location",
    "answers.body",
    "looks.hash",
    "looks_head.last_hash",
    "looks_head.forgotten_hash",
}


def with_room_for_text(metadata: MetaData) -> Iterator[str]:
    """
    Give the columns in which a sentence could stand.
    """
    for table in metadata.tables.values():
        for column in table.c:
            if _has_room(column):
                yield f"{table.name}.{column.name}"


def _has_room(column: Column[object]) -> bool:
    kind = column.type
    if isinstance(kind, String):
        return kind.length is None or kind.length > LONGEST_CODE
    return isinstance(kind, JSON | LargeBinary)


class TestFreeText:
    @pytest.mark.parametrize("service", SERVICES)
    def test_stands_where_it_was_argued_for(self, service: str):
        """
        What is said in the group is not written down, and a field with room for it
        would be filled. A new one is named here, with its reason, or is a code.
        """
        metadata = import_module(f"services.{service}.storage.tables").metadata
        found = set(with_room_for_text(metadata))

        assert found == {
            *FREE_TEXT[service],
            *OF_NOBODY[service],
            *NO_TEXT[service],
            *OF_ALL,
        }

    def test_is_found_in_a_column_that_has_room_for_it(self):
        """
        The control: a remark beside a code is named, and the code is not.
        """
        metadata = MetaData()
        Table(
            "visits",
            metadata,
            Column("id", Uuid),
            Column("outcome", String(24)),
            Column("remark", String(200)),
        )

        assert list(with_room_for_text(metadata)) == ["visits.remark"]
