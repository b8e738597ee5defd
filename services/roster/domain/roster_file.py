"""
A list of mothers that somebody has sent in: read, shown, and taken in line by line.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from services.roster.domain.errors import RosterFileNotReady, RosterFileUsed
from shared.kernel.organisations import Organisation, Role, Within

MOST_FAULTS_TOLD = 200
MOST_DIFFERENCES_TOLD = 200
MOST_TRIES = 5


class FileState(StrEnum):
    """
    To be read; read and shown; on its way in; taken in; given up.
    """

    TO_READ = "to_read"
    TRIED = "tried"
    TAKING_IN = "taking_in"
    DONE = "done"
    STOPPED = "stopped"


WORKED_ON = frozenset({FileState.TO_READ, FileState.TAKING_IN})


@dataclass(frozen=True, kw_only=True)
class RowFault:
    """
    What is wrong in one line, by its code: the words are made for whoever reads it.
    """

    line: int
    column: str
    code: str
    first: int | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    A line about one whom we know that says something else of her than we have.
    """

    line: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Findings:
    """
    What taking a list in would do, and what is wrong in it; no word of what it says.

    ``is_cut`` tells that what is wrong is not in single lines: a column that nobody
    knows, or a file that ends in the middle. Then no part of it is taken in.
    """

    rows: int
    new: int
    known: int
    is_cut: bool = False
    faults: int = 0
    told_faults: tuple[RowFault, ...] = ()
    left_out: frozenset[int] = frozenset()
    differing: int = 0
    told_differences: tuple[Difference, ...] = ()

    @classmethod
    def of_row(cls, row: dict[str, Any]) -> Self:
        """
        Make it again from what ``as_row`` wrote.
        """
        told = dict(row)
        told["left_out"] = frozenset(told["left_out"])
        told["told_faults"] = tuple(RowFault(**one) for one in told["told_faults"])
        told["told_differences"] = tuple(
            Difference(line=one["line"], fields=tuple(one["fields"]))
            for one in told["told_differences"]
        )
        return cls(**told)

    def as_row(self) -> dict[str, Any]:
        return vars(self) | {
            "left_out": sorted(self.left_out),
            "told_faults": [vars(one) for one in self.told_faults],
            "told_differences": [
                {"line": one.line, "fields": list(one.fields)}
                for one in self.told_differences
            ],
        }

    def may_be_taken_in(self, *, good_rows: bool) -> bool:
        """
        Return whether there is something to take in, and nothing in its way.

        One line that cannot be read stops the list, unless the person has said that she
        wants the good lines alone.
        """
        return self.new > 0 and not self.is_cut and (good_rows or self.faults == 0)


@dataclass(kw_only=True)
class RosterFile:
    """
    A file on its way in; the content is forgotten as soon as it is not needed.

    ``lines_done`` is the last line that has been dealt with: whoever goes on, goes on
    behind it. ``by_role`` and ``by_organisation`` are who takes it in; ``within`` is
    beyond what whoever sent it sees nobody, and the list shall tell her nothing either.
    """

    id: UUID
    group_id: UUID
    content: bytes | None = field(repr=False)
    kept_at: datetime
    state: FileState = FileState.TO_READ
    findings: Findings | None = field(default=None, repr=False)
    by_role: Role | None = None
    by_organisation: Organisation | None = None
    within: Within | None = None
    lines_done: int = 0
    new_mothers: int = 0
    known_mothers: int = 0
    failures: int = 0
    used_at: datetime | None = None

    @property
    def rows_done(self) -> int:
        return self.new_mothers + self.known_mothers

    def unused_content(self) -> bytes:
        """
        Return what the file says; refuses one that was taken in before.
        """
        if self.content is None:
            raise RosterFileUsed(state=self.state, id=str(self.id))
        return self.content

    def find(self, findings: Findings) -> None:
        """
        Take what reading it has found; refuses one that is past that.
        """
        self.unused_content()
        if self.state not in (FileState.TO_READ, FileState.TRIED):
            raise RosterFileNotReady(state=self.state, id=str(self.id))
        self.findings, self.state, self.failures = findings, FileState.TRIED, 0

    def may_be_taken_in(self, *, good_rows: bool) -> bool:
        """
        Return whether it may be started: read, not begun, and nothing in its way.
        """
        if self.state is not FileState.TRIED or self.findings is None:
            return False
        return self.findings.may_be_taken_in(good_rows=good_rows)

    def start(self, *, by: Role, organisation: Organisation, good_rows: bool) -> None:
        """
        Let it be taken in; refuses one with errors, unless its good rows are wanted.
        """
        self.unused_content()
        if not self.may_be_taken_in(good_rows=good_rows):
            raise RosterFileNotReady(state=self.state, id=str(self.id))
        self.by_role, self.by_organisation = by, organisation
        self.state = FileState.TAKING_IN

    def is_left_out(self, line: int) -> bool:
        return line in self._findings.left_out

    def note_rows(self, *, new: int, known: int, to_line: int) -> None:
        """
        Note how far it is; what is noted is committed with the rows themselves.
        """
        self.new_mothers += new
        self.known_mothers += known
        self.lines_done, self.failures = to_line, 0

    def finish(self, *, at: datetime) -> None:
        self.unused_content()
        self.content, self.used_at, self.state = None, at, FileState.DONE

    def note_failure(self, *, at: datetime) -> None:
        """
        Note that a step came to nothing; after some of them give up, and forget it.

        What has been taken in stays, row by row: the same file can be sent again.
        """
        self.failures += 1
        if self.failures >= MOST_TRIES and self.state in WORKED_ON:
            self.content, self.used_at, self.state = None, at, FileState.STOPPED

    @property
    def _findings(self) -> Findings:
        if self.findings is None:
            raise RosterFileNotReady(state=self.state, id=str(self.id))
        return self.findings
