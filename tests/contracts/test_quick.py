"""
The quick way of reading agrees with the schemas: it is stricter or equal, never laxer.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shared.contracts.envelope import (
    Envelope,
    Undecodable,
    _read_at_once,
    _read_by_schema,
)

STORED = sorted((Path(__file__).parent / "messages").glob("*.json"))
ODD = [
    None,
    True,
    0,
    -1,
    1.0,
    2**31,
    2**70,
    float("nan"),
    "",
    "x" * 201,
    "da",
    "DA",
    "da-",
    "\ud800",
    "\x00",
    [],
    ["da"],
    {},
    "2026-11-24",
    "2026-11-24T10:00:00",
    "2026-11-24T10:00:00Z",
    "2026-11-24T10:00:00+01:00",
    "2026-11-24 10:00:00+01:00",
    "2026-11-24t10:00:00z",
    "2026-11-24T10:00:00.1234567891Z",
    "2026-11-24T10:00:00.12Z",
    "2026-11-24T24:00:00Z",
    "2026-13-24T10:00:00Z",
    "2026-11-24T10:00:00+25:00",
    "٢٠٢٦-11-24T10:00:00Z",
    "019a9c3e-6c0a-7c3e-8a51-2f6d1c0b9a77",
    "019a9c3e6c0a7c3e8a512f6d1c0b9a77",
    "{019a9c3e-6c0a-7c3e-8a51-2f6d1c0b9a77}",
    "attended",
    "1.0",
]


def by_schema(body: bytes) -> Envelope | None:
    try:
        return _read_by_schema(body)
    except Undecodable:
        return None


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
class TestQuickReading:
    def test_takes_every_stored_message(self, path: Path):
        body = path.read_bytes()

        assert _read_at_once(body) == _read_by_schema(body)

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(choices=st.data())
    def test_takes_nothing_that_the_schemas_refuse(self, path: Path, choices: Any):
        """
        Whatever stands in any field, what is taken reads the same by the schemas.
        """
        message = json.loads(path.read_bytes())
        where = choices.draw(st.sampled_from([message, message["data"]]))
        name = choices.draw(st.sampled_from([*where, "something new"]))
        if choices.draw(st.integers(0, 9)) == 0:
            where.pop(name, None)
        else:
            where[name] = choices.draw(st.sampled_from(ODD) | st.text() | st.integers())
        body = json.dumps(message).encode()

        taken = _read_at_once(body)

        assert taken is None or taken == by_schema(body)

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(choices=st.data())
    def test_takes_nothing_broken(self, path: Path, choices: Any):
        """
        A byte that is lost, changed or added is refused by both, or read the same.
        """
        body = bytearray(path.read_bytes())
        place = choices.draw(st.integers(0, len(body) - 1))
        body[place : place + choices.draw(st.integers(0, 2))] = choices.draw(
            st.binary(max_size=2)
        )

        taken = _read_at_once(bytes(body))

        assert taken is None or taken == by_schema(bytes(body))
