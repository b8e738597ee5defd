"""
The interpreter of one home visit.

Only a visit has one, never the group. It is a professional, in the room or on the
phone, or the visit is not ready.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from services.referrals.domain.errors import (
    InterpreterInState,
    InterpreterIsGroupMember,
    InterpreterIsMinor,
    InterpreterIsRelative,
)
from shared.kernel.refusal import Refusal


class InterpreterState(StrEnum):
    """
    How far the search for an interpreter is.
    """

    NOT_NEEDED = "not_needed"
    NEEDED = "needed"
    REQUESTED = "requested"
    BOOKED = "booked"
    NONE_AVAILABLE = "none_available"


class InterpreterKind(StrEnum):
    """
    Who would interpret; the last three are named so that they can be refused.
    """

    PROFESSIONAL = "professional"
    PHONE_PROFESSIONAL = "phone_professional"
    RELATIVE = "relative"
    MINOR = "minor"
    GROUP_MEMBER = "group_member"


NEVER: Mapping[InterpreterKind, type[Refusal]] = {
    InterpreterKind.RELATIVE: InterpreterIsRelative,
    InterpreterKind.MINOR: InterpreterIsMinor,
    InterpreterKind.GROUP_MEMBER: InterpreterIsGroupMember,
}


@dataclass(frozen=True, kw_only=True)
class Interpreter:
    """
    Whether a visit needs an interpreter, in which language, and whether one is booked.
    """

    state: InterpreterState
    language: str | None = None
    kind: InterpreterKind | None = None

    @classmethod
    def for_language(cls, language: str | None) -> Self:
        """
        Return the need as it stands before anybody has looked for an interpreter.
        """
        if language is None:
            return cls(state=InterpreterState.NOT_NEEDED)
        return cls(state=InterpreterState.NEEDED, language=language)

    @property
    def visit_is_ready(self) -> bool:
        return self.state in {InterpreterState.NOT_NEEDED, InterpreterState.BOOKED}

    def requested(self) -> Self:
        """
        Return the interpreter as asked for, also once more after none was available.
        """
        self._refuse_unless_in(InterpreterState.NEEDED, InterpreterState.NONE_AVAILABLE)
        return self._in(InterpreterState.REQUESTED)

    def booked(self, *, kind: InterpreterKind) -> Self:
        """
        Return the interpreter as booked; refuse a relative, a minor, a group member.

        A mother cannot speak freely about a concern through her family or a neighbour,
        and a child must not carry it. The kind is refused in every state.
        """
        if kind in NEVER:
            raise NEVER[kind](state=self.state)
        self._refuse_unless_in(InterpreterState.REQUESTED)
        return self._in(InterpreterState.BOOKED, kind=kind)

    def none_available(self) -> Self:
        """
        Return the interpreter as not to be had, also when a booked one falls through.
        """
        self._refuse_unless_in(InterpreterState.REQUESTED, InterpreterState.BOOKED)
        return self._in(InterpreterState.NONE_AVAILABLE)

    def for_another_time(self) -> Self:
        """
        Return the bare need: who was booked for one time is not booked for another.
        """
        return type(self).for_language(self.language)

    def _in(
        self, state: InterpreterState, *, kind: InterpreterKind | None = None
    ) -> Self:
        return type(self)(state=state, language=self.language, kind=kind)

    def _refuse_unless_in(self, *states: InterpreterState) -> None:
        if self.state not in states:
            raise InterpreterInState(state=self.state)
