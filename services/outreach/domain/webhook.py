"""
An address of another system that is told of each task, and what it is still to be told.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from urllib.parse import urlsplit
from uuid import UUID

from services.outreach.domain.ladder_steps import NOT_DUE, Due
from shared.kernel.refusal import Invalid

KEPT_TRYING = timedelta(days=14)
_PORTS = frozenset({None, 443, 8443})
_LONGEST = 500
_WAITS = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
)


class TaskStatus(StrEnum):
    """
    What another system is told of a task.
    """

    OPENED = "opened"
    WITHDRAWN = "withdrawn"
    DONE = "done"


class DeliveryState(StrEnum):
    """
    Whether it was told; ``GIVEN_UP`` is after fourteen days, and shown on a page.

    ``NOT_TOLD`` is what was read and tells nothing of a task, so it is not read again.
    """

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    NOT_TOLD = "not_told"


def wait_after(failures: int) -> timedelta:
    """
    Return how long to wait after so many failures in a row: longer and longer.
    """
    return _WAITS[min(failures, len(_WAITS)) - 1]


def checked_address(url: str) -> str:
    """
    Return an address that may be told something.

    Only https and its usual ports, without a name or a password in it. Where its name
    points to is looked at each time that something is sent.

    Raises Invalid.
    """
    try:
        told = urlsplit(url)
        port = told.port
    except ValueError:
        raise Invalid({"url": ["Not an address."]}) from None
    is_plain = not (told.username or told.password or told.fragment)
    is_short = len(url) <= _LONGEST and url.isascii() and url.isprintable()
    if (
        told.scheme != "https"
        or not told.hostname
        or port not in _PORTS
        or not is_plain
        or not is_short
        or " " in url
    ):
        raise Invalid({"url": ["An https address, on port 443 or 8443."]})
    return url


@dataclass(kw_only=True)
class Endpoint:
    """
    Where one organisation's own mothers' tasks are told, and by which secret.

    ``seen_to`` is the newest announcement that was looked at for it. ``failures`` in a
    row make all of it wait until ``next_try_at``; ``failure`` is the last one's code.
    """

    id: UUID
    organisation_id: UUID
    url: str
    secret: str
    created_at: datetime
    turned_off_at: datetime | None = None
    seen_to: UUID
    failures: int = 0
    failing_since: datetime | None = None
    failure: str | None = None
    next_try_at: datetime | None = None
    last_told_at: datetime | None = None

    @property
    def is_on(self) -> bool:
        return self.turned_off_at is None

    def may_be_tried(self, *, at: datetime) -> bool:
        return self.is_on and (self.next_try_at is None or self.next_try_at <= at)

    def answered(self, *, at: datetime) -> None:
        self.failures, self.failing_since, self.failure = 0, None, None
        self.next_try_at, self.last_told_at = None, at

    def failed(self, failure: str, *, at: datetime) -> None:
        """
        Wait longer after each failure in a row; one that is gone is turned off.
        """
        self.failures += 1
        self.failing_since = self.failing_since or at
        self.failure = failure
        self.next_try_at = at + wait_after(self.failures)
        if failure == "http-410":
            self.turned_off_at = at


@dataclass(kw_only=True)
class Delivery:
    """
    One thing that one endpoint is to be told, of one task.

    Of a review ``follow_up_id`` is the review's own.
    """

    id: UUID
    endpoint_id: UUID
    event_id: UUID
    mother_id: UUID
    follow_up_id: UUID
    status: TaskStatus
    task_version: int
    due: Due = NOT_DUE
    begins_at: datetime | None = None
    owner_id: UUID | None = None
    happened_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    tries: int = 0
    next_try_at: datetime
    ended_at: datetime | None = None

    def claim(self, *, at: datetime) -> None:
        """
        Let nobody else send it until this try must have ended.
        """
        self.tries += 1
        self.next_try_at = at + wait_after(self.tries)

    def is_no_longer_hers(self) -> None:
        """
        Tell that it is withdrawn: its mother is on another team's list by now.
        """
        self.status, self.due, self.owner_id = TaskStatus.WITHDRAWN, NOT_DUE, None
        self.begins_at = None

    def of_another(
        self,
        *,
        key: UUID,
        task_id: UUID,
        status: TaskStatus,
        version: int,
        due: Due,
        begins_at: datetime | None,
        at: datetime,
    ) -> Self:
        """
        Return what the same announcement tells of another task of hers.
        """
        return replace(
            self,
            id=key,
            follow_up_id=task_id,
            status=status,
            task_version=version,
            due=due,
            begins_at=begins_at,
            state=DeliveryState.WAITING,
            next_try_at=at,
            ended_at=None,
        )

    def told(self, *, at: datetime) -> None:
        self.state, self.ended_at = DeliveryState.DELIVERED, at

    def tells_nothing(self, *, at: datetime) -> None:
        self.state, self.ended_at = DeliveryState.NOT_TOLD, at

    def give_up_if_too_old(self, *, at: datetime) -> None:
        if at - self.happened_at >= KEPT_TRYING:
            self.state, self.ended_at = DeliveryState.GIVEN_UP, at
