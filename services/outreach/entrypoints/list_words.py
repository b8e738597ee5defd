"""
By what the list may be narrowed, in words: when a group meets, and who follows up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.outreach.usecases.list_parts import ListParts
from shared.kernel.clock import on_the_wall
from shared.web.language import gettext
from shared.web.moments import time_of_day, weekday_names


@dataclass(frozen=True, kw_only=True)
class Choice:
    """
    One way to narrow the list: to a group, or to those of one who follows up.
    """

    kind: str
    id: UUID
    label: str

    @property
    def address(self) -> str:
        return f"{self.kind}={self.id}"


def choices_of(parts: ListParts, *, names: Mapping[UUID, str]) -> list[Choice]:
    """
    Return the groups, and then those who follow up; of one alone there is no choice.
    """
    groups = [
        Choice(kind="group", id=group_id, label=label)
        for group_id, label in _labels(parts.met_at).items()
    ]
    owners = [
        Choice(kind="owner", id=one, label=names[one])
        for one in dict.fromkeys(parts.owners.values())
        if one in names
    ]
    return [*_if_more(groups), *_if_more(owners)]


def chosen_in(query: Mapping[str, str], choices: Sequence[Choice]) -> Choice | None:
    """
    Return what an address chooses; what is no choice shows the whole list.
    """
    hers = (one for one in choices if query.get(one.kind) == str(one.id))
    return next(hers, None)


def _if_more(found: list[Choice]) -> list[Choice]:
    return found if len(found) > 1 else []


def _labels(met_at: Mapping[UUID, datetime]) -> dict[UUID, str]:
    """
    Write when each group met last; those that meet at the same time are counted.
    """
    seen: Counter[str] = Counter()
    labels = {}
    for group_id, at in sorted(met_at.items(), key=lambda one: _in_the_week(one[1])):
        label = _when(at)
        seen[label] += 1
        is_first = seen[label] == 1
        labels[group_id] = label if is_first else f"{label} ({seen[label]})"
    return labels


def _in_the_week(at: datetime) -> tuple[int, int, int]:
    wall = on_the_wall(at)
    return wall.weekday(), wall.hour, wall.minute


def _when(at: datetime) -> str:
    day = weekday_names()[on_the_wall(at).weekday()]
    return gettext("%(day)s kl. %(time)s") % {"day": day, "time": time_of_day(at)}
