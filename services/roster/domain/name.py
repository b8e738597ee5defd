"""
What may stand as a name: of a mother, a child, a group or a place, in any script.
"""

import unicodedata
from enum import StrEnum

from shared.kernel.refusal import Invalid

LONGEST_NAME = 200

# Embeddings, overrides and isolates. One of them in a name turns around what stands
# after it on the page; the joiners that Persian or Urdu needs are not among them.
_TURNS_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Controls, line and paragraph separators, and halves of a broken character.
_REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_INVISIBLE = frozenset("CMZ")


class NameFault(StrEnum):
    """
    The rule that a name breaks.
    """

    EMPTY = "name-empty"
    TOO_LONG = "name-too-long"
    CONTROL_CHARACTER = "name-control-character"
    DIRECTION_CHARACTER = "name-direction-character"


_WHAT_TO_DO = {
    NameFault.EMPTY: "Write a name.",
    NameFault.TOO_LONG: f"Write at most {LONGEST_NAME} characters.",
    NameFault.CONTROL_CHARACTER: "Take out line breaks and control characters.",
    NameFault.DIRECTION_CHARACTER: "Take out characters that turn the text around.",
}


def tidy_name(text: str) -> str:
    """
    Return the name composed (NFC) and without space around it.

    The same name typed on two keyboards is then the same text, so it can be found.
    """
    return unicodedata.normalize("NFC", text).strip()


def fault_in_name(name: str) -> NameFault | None:
    """
    Return the rule that a tidy name breaks, or None.
    """
    categories = [unicodedata.category(character) for character in name]
    if not _REFUSED_CATEGORIES.isdisjoint(categories):
        return NameFault.CONTROL_CHARACTER
    if not _TURNS_DIRECTION.isdisjoint(name):
        return NameFault.DIRECTION_CHARACTER
    if all(category[0] in _INVISIBLE for category in categories):
        return NameFault.EMPTY
    return NameFault.TOO_LONG if len(name) > LONGEST_NAME else None


def name_errors(**names: str) -> dict[str, list[str]]:
    """
    Return for each field whose name breaks a rule what to do about it.
    """
    faults = {field: fault_in_name(name) for field, name in names.items()}
    return {field: [_WHAT_TO_DO[fault]] for field, fault in faults.items() if fault}


def refuse_if_any(errors: dict[str, list[str]]) -> None:
    """
    Refuse with all errors at once, so that nobody has to try field by field.
    """
    if errors:
        raise Invalid(errors)
