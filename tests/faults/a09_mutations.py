"""
Messages that were good and then came to harm, each with a canary person in it.
"""

import json
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from shared.contracts.envelope import CONTENT_TYPE, Envelope, write_envelope
from shared.contracts.event import Event, LanguageCode, PersonalText
from shared.contracts.roster.attendance import AttendanceMissed, AttendanceRecorded
from shared.contracts.roster.mothers import (
    CommitmentGiven,
    ContactChanged,
    MotherDeclined,
)
from shared.contracts.roster.sessions import SessionCancelled
from shared.kernel.organisations import Organisation

CANARY_NAME = "Kanariefugl"
CANARY_CPR = "310290-4321"
PICKLED = "application/x-python-serialize"
_TUESDAY = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
_FAR_TOO_LARGE = 5_000_000
_VERY_DEEP = 100_000
_DEEP = 50


@dataclass(frozen=True, kw_only=True)
class Sent:
    """
    One message as it goes out; ``kind`` says what was done to it.
    """

    kind: str
    body: bytes
    content_type: str = CONTENT_TYPE
    content_encoding: str = "utf-8"


class Egg:
    """
    Hatches when it is unpickled: then a file lies at ``nest``.
    """

    def __init__(self, nest: Path) -> None:
        self._nest = nest

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._nest,)


Change = Callable[[Random, dict[str, Any]], bytes]


def mutated(dice: Random, *, number: int, large: int, nest: Path) -> Iterator[Sent]:
    """
    Give this many messages, every kind of harm in turn, and a few that are very large.
    """
    kinds = list(CHANGES)
    yield from (
        Sent(kind="5 MB", body=_very_large(dice, good(dice))) for _ in range(large)
    )
    for count in range(number - large):
        kind = kinds[count % len(kinds)]
        body = CHANGES[kind](dice, good(dice))
        if kind == "pickle":
            body = pickle.dumps([CANARY_NAME, CANARY_CPR, Egg(nest), dice.random()])
            yield Sent(kind=kind, body=body, content_type=PICKLED)
        elif kind == "content type":
            yield Sent(kind=kind, body=body, **_untrue_headers(dice))
        else:
            yield Sent(kind=kind, body=body)


def good(dice: Random) -> dict[str, Any]:
    """
    Return the content of a message that outreach reads, with the canary in it.
    """
    envelope = Envelope(
        id=_id(dice),
        event=_event(dice),
        time=_TUESDAY,
        recorded_at=_TUESDAY,
        version=dice.randint(1, 5),
        organisation=Organisation.DAYCARE,
        correlation_id=_id(dice),
        causation_id=None,
        traceparent=f"00-{dice.randbytes(16).hex()}-{dice.randbytes(8).hex()}-01",
    )
    content: dict[str, Any] = json.loads(write_envelope(envelope))
    return content | {"note": f"{CANARY_NAME} {CANARY_CPR}"}


def contact(dice: Random) -> ContactChanged:
    return ContactChanged(
        mother_id=_id(dice),
        display_name=PersonalText(f"Zeyneb Ægir {CANARY_NAME} {CANARY_CPR}"),
        phone=PersonalText(f"+45{dice.randint(10_000_000, 99_999_999)}"),
        languages=(LanguageCode("tr"), LanguageCode("da")),
        shared_phone=False,
        may_leave_message=True,
    )


def encoded(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _id(dice: Random) -> UUID:
    return UUID(bytes=dice.randbytes(16), version=4)


def _event(dice: Random) -> Event:
    mother_id, session_id = _id(dice), _id(dice)
    attended: dict[str, Any] = {
        "mother_id": mother_id,
        "session_id": session_id,
        "session_started_at": _TUESDAY,
        "session_ended_at": _TUESDAY,
        "first_visit": False,
    }
    return dice.choice(
        [
            contact(dice),
            contact(dice),
            AttendanceMissed(missed_in_a_row=1, **attended),
            AttendanceRecorded(outcome="attended", **attended),
            CommitmentGiven(
                mother_id=mother_id,
                said_on=date(2026, 11, 3),
                heard_by_role="coordinator",
            ),
            MotherDeclined(mother_id=mother_id, declined_on=date(2026, 11, 3)),
            SessionCancelled(
                session_id=session_id,
                group_id=_id(dice),
                starts_at=_TUESDAY,
                expected_mother_ids=(mother_id,),
            ),
        ]
    )


def _flip_bits(dice: Random, content: dict[str, Any]) -> bytes:
    body = bytearray(encoded(content))
    for _ in range(dice.randint(1, 6)):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
    return bytes(body)


def _cut(dice: Random, content: dict[str, Any]) -> bytes:
    body = encoded(content)
    return body[: dice.randrange(1, len(body))]


def _cut_letter(dice: Random, content: dict[str, Any]) -> bytes:
    """
    Take away the second half of a letter of two bytes, as a careless cut does.
    """
    word = dice.choice(["Ægir", "Ødegaard", "Ågot"]).encode()
    body = encoded(content | {"greeting": "HERE"})
    return body.replace(b"HERE", word[:1] + word[2:])


def _other_encoding(dice: Random, content: dict[str, Any]) -> bytes:
    text = encoded(content).decode()
    return text.encode(dice.choice(["utf-16", "utf-16-le", "utf-32", "utf-8-sig"]))


def _very_large(dice: Random, content: dict[str, Any]) -> bytes:
    return encoded(content | {"padding": dice.randbytes(_FAR_TOO_LARGE // 2).hex()})


def _unknown_type(dice: Random, content: dict[str, Any]) -> bytes:
    known = content["type"]
    others = [
        "dk.babygruppe.roster.mother.sang.v1",
        known.removeprefix("dk.babygruppe."),
        "dk.babygruppe.dk.babygruppe.roster.contact.changed.v1",
        "dk.babygruppe.outreach.task.opened.v1",
        known.upper(),
        f"{known}\n",
    ]
    return encoded(content | {"type": dice.choice(others)})


def _unknown_version(dice: Random, content: dict[str, Any]) -> bytes:
    stem = content["type"].rpartition(".v")[0]
    version = dice.choice(["2", "99", "0", "01", "", "1.0", "-1"])
    return encoded(content | {"type": f"{stem}.v{version}"})


def _foreign_source(dice: Random, content: dict[str, Any]) -> bytes:
    others = ["/babygruppe/outreach", "roster", "/babygruppe/roster/", ""]
    return encoded(content | {"source": dice.choice(others)})


def _missing_header(dice: Random, content: dict[str, Any]) -> bytes:
    del content[dice.choice(sorted(content))]
    return encoded(content)


def _missing_field(dice: Random, content: dict[str, Any]) -> bytes:
    del content["data"][dice.choice(sorted(content["data"]))]
    return encoded(content)


_OTHERS: tuple[Any, ...] = (
    None, True, "", "x", CANARY_CPR, 1.5, -1, [], {}, [CANARY_NAME],
    {"cpr": CANARY_CPR},
)  # fmt: skip


def _wrong_header(dice: Random, content: dict[str, Any]) -> bytes:
    content[dice.choice(sorted(content))] = dice.choice(_OTHERS)
    return encoded(content)


def _wrong_field(dice: Random, content: dict[str, Any]) -> bytes:
    content["data"][dice.choice(sorted(content["data"]))] = dice.choice(_OTHERS)
    return encoded(content)


def _not_an_object(dice: Random, content: dict[str, Any]) -> bytes:
    return encoded(dice.choice([[content], CANARY_CPR, 3_102_904_321, None, True]))


def _duplicate_key(dice: Random, content: dict[str, Any]) -> bytes:
    name = dice.choice(sorted(content))
    other = dice.choice([content[name], *_OTHERS])
    return encoded({name: other})[:-1] + b"," + encoded(content)[1:]


def _deep(dice: Random, content: dict[str, Any]) -> bytes:
    depth = dice.choice([_DEEP, _VERY_DEEP])
    nest = b"[" * depth + b"]" * depth
    name = dice.choice(["HERE", "data"])
    marked = encoded(content | {name: "HERE"})
    return (
        marked.replace(b'"HERE"', nest, 1)
        if name == "data"
        else (marked.replace(b':"HERE"', b":" + nest))
    )


def _in_a_text(dice: Random, content: dict[str, Any], escaped: bytes) -> bytes:
    """
    Write something into a text: one that is kept, or one that nobody reads.
    """
    if dice.random() < 0.5 and "display_name" in content["data"]:
        kept = dice.choice(["display_name", "phone"])
        content["data"][kept] = "HERE"
    else:
        content["note"] = f"{CANARY_NAME} HERE"
    return encoded(content).replace(b"HERE", escaped)


def _lone_surrogate(dice: Random, content: dict[str, Any]) -> bytes:
    halves = [b"\\ud800", b"\\udfff", b"\xed\xa0\x80"]
    return _in_a_text(dice, content, dice.choice(halves))


def _nul(dice: Random, content: dict[str, Any]) -> bytes:
    return _in_a_text(dice, content, dice.choice([b"\\u0000", b"\x00"]))


def _huge_number(dice: Random, content: dict[str, Any]) -> bytes:
    huge = dice.choice(["2147483648", f"1{'0' * 30}", f"1{'0' * 5_000}", "1e400"])
    if "missed_in_a_row" in content["data"] and dice.random() < 0.5:
        content["data"]["missed_in_a_row"] = "HERE"
    else:
        content["aggregateversion"] = "HERE"
    return encoded(content).replace(b'"HERE"', huge.encode())


def _no_number(dice: Random, content: dict[str, Any]) -> bytes:
    content[dice.choice(["note", "aggregateversion"])] = "HERE"
    none = dice.choice([b"NaN", b"Infinity", b"-Infinity"])
    return encoded(content).replace(b'"HERE"', none)


def _far_date(dice: Random, content: dict[str, Any]) -> bytes:
    dates = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "10000-01-01"]
    content[dice.choice(["time", "recordedtime"])] = dice.choice(dates)
    for name in ("session_started_at", "session_ended_at"):
        if name in content["data"]:
            content["data"][name] = dice.choice(dates)
    return encoded(content)


def _nearly_empty(dice: Random, _content: dict[str, Any]) -> bytes:
    """
    Give nothing, or nothing but blanks: as many as no other message has.
    """
    return dice.choice([b"", b" ", b"\n", b"\t"]) * dice.randint(0, 2_000)


def _trailing(dice: Random, content: dict[str, Any]) -> bytes:
    return encoded(content) + dice.choice([b"\x00", b"}", encoded(content), b" \n"])


def _untouched(_dice: Random, content: dict[str, Any]) -> bytes:
    return encoded(content)


def _untrue_headers(dice: Random) -> dict[str, str]:
    return {
        "content_type": dice.choice([PICKLED, "text/plain", "application/x-yaml", ""]),
        "content_encoding": dice.choice(["utf-8", "utf-7", "binary", "no-such", ""]),
    }


CHANGES: dict[str, Change] = {
    "bit flips": _flip_bits,
    "cut": _cut,
    "half a letter": _cut_letter,
    "another encoding": _other_encoding,
    "content type": _untouched,
    "pickle": _untouched,
    "unknown type": _unknown_type,
    "unknown version": _unknown_version,
    "foreign source": _foreign_source,
    "missing header": _missing_header,
    "missing field": _missing_field,
    "wrong header": _wrong_header,
    "wrong field": _wrong_field,
    "not an object": _not_an_object,
    "duplicate key": _duplicate_key,
    "deep nesting": _deep,
    "lone surrogate": _lone_surrogate,
    "NUL": _nul,
    "huge number": _huge_number,
    "no number": _no_number,
    "far date": _far_date,
    "nearly empty": _nearly_empty,
    "something behind it": _trailing,
}
