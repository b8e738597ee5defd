"""
The small set of ways in which the software says no.

A rule that is not met raises one of these kinds. Callers decide on the ``code``,
which never changes; the wording may.
"""

from collections.abc import Mapping
from typing import Any, ClassVar


class Refusal(Exception):
    """
    A request that a rule does not allow.

    ``facts`` are told to the caller beside the code: ids, states and versions,
    never a name, a number or a text that a person has written.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.code)
        self.facts: Mapping[str, Any] = facts


class NotFound(Refusal):
    """
    Nothing is known under this id.
    """

    code = "not-found"


class Conflict(Refusal):
    """
    The present state does not allow this; ``facts`` names the state.
    """

    code = "conflict"


class Forbidden(Refusal):
    """
    This role does not do this.
    """

    code = "forbidden"


class StaleVersion(Conflict):
    """
    Somebody else changed this since it was read; nothing was overwritten.
    """

    code = "stale-version"


class Invalid(Refusal):
    """
    What was sent cannot be read; ``errors`` names each field and what to do.
    """

    code = "invalid-fields"

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__(errors=errors)


def refuse_if_stale(
    *, expected: int | None, version: int, state: str, **also: Any
) -> None:
    """
    Refuse a change by somebody who has looked at an older version.

    Raises StaleVersion with the present state, and ``also`` told beside it; None means
    that she did not look.
    """
    if expected is not None and expected != version:
        raise StaleVersion(version=version, state=state, **also)
