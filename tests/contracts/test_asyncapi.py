import json
import re
from pathlib import Path

import jsonschema
import pytest

from shared.bus.asyncapi import asyncapi
from shared.contracts.registry import ALL_EVENTS

SCHEMA = json.loads((Path(__file__).parent / "asyncapi-3.0.0.json").read_text())


class TestAsyncAPI:
    def test_is_valid_against_its_schema(self):
        """
        The document that partners read is AsyncAPI 3.0.
        """
        jsonschema.validate(json.loads(json.dumps(asyncapi())), SCHEMA)

    def test_would_not_be_valid_otherwise(self):
        """
        The control: a broken document is refused.
        """
        broken = asyncapi() | {"channels": ["roster.attendance.missed.v1"]}

        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, SCHEMA)

    def test_names_every_event_its_sender_and_its_receivers(self):
        """
        Each event has a channel, one sender and everybody who receives it.
        """
        document = asyncapi()

        assert set(document["channels"]) == {one.event_type for one in ALL_EVENTS}
        receiving = {
            name.split(".receives.")[0]
            for name in document["operations"]
            if name.endswith("receives.roster.contact.changed.v1")
        }
        assert receiving == {"outreach", "notifications"}

    def test_follows_every_reference(self):
        """
        No reference leads nowhere.
        """
        document = asyncapi()
        references = re.findall(r'"\$ref": "#/([^"]+)"', json.dumps(document))

        for reference in references:
            place = document
            for step in reference.split("/"):
                place = place[step]
        assert len(references) > len(ALL_EVENTS)
