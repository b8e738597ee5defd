"""
Named points at which a process of the product kills itself.

The product has no such points: whoever starts a process wraps its functions from here,
before any service runs.
"""

import functools
import os
import signal
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from shared.bus.consumer import Consumer, Policy
from shared.bus.extensions import Every
from shared.bus.rabbitmq import RabbitPublisher, RabbitReader
from shared.bus.relay import Relay
from shared.bus.unit_of_work import UnitOfWork
from shared.web import api
from tests.faults.history import History

# Who commits; every greenthread has its own.
_ACTING: ContextVar[str] = ContextVar("acting", default="other")
_WHO: Mapping[str, tuple[Any, str]] = {
    "door": (api, "answered_once"),
    "consumer": (Consumer, "_apply"),
    "retry": (Consumer, "_retry_one"),
    "timer": (Every, "_once"),
}
_COMMITS = tuple(f"{who}-{when}-commit" for who in _WHO for when in ("before", "after"))
_OTHERS = (
    "between-policies",
    "before-ack",
    "after-ack",
    "after-publish",
    "after-confirm",
    "after-mark",
    "between-batches",
)
POINTS = (*_COMMITS, *_OTHERS)
_PATIENCE = 0.7  # seconds


class PolicyFailed(Exception):
    """
    A policy fails, as one with a bug does.
    """


@dataclass(kw_only=True)
class Failpoints:
    """
    The dice of one process; they fall only while the switch lies there.

    After ``peace`` seconds on average they name a point, and there the process ends;
    where it does not come by soon, they name another. So every point gets its turn,
    and a slow machine is struck as often as a fast one.
    """

    service: str
    history: History
    switch: Path
    dice: Random
    peace: float
    points: Sequence[str] = POINTS
    failing: float = 0.0
    """How often a policy fails, as a probability."""

    def __post_init__(self) -> None:
        self._until = time.monotonic() + self.dice.expovariate(1 / self.peace)
        self._named = ""

    def strike(self, point: str) -> None:
        """
        Write down that this process ends here, and end it as a power cut would.
        """
        if point not in self.points:
            return
        if time.monotonic() > self._until:
            self._until = time.monotonic() + _PATIENCE
            self._named = self.dice.choice(self.points)
        if point == self._named and self.switch.exists():
            self.history.write("crash", point=point, service=self.service)
            os.kill(os.getpid(), signal.SIGKILL)

    def fail(self) -> None:
        if self.dice.random() < self.failing and self.switch.exists():
            self.history.write("policy-failed", service=self.service)
            raise PolicyFailed


def install(points: Failpoints) -> None:
    """
    Put every named point into the classes of this process.
    """
    for who, (owner, name) in _WHO.items():
        _wrap(owner, name, functools.partial(_as, who))
    _wrap(UnitOfWork, "commit", functools.partial(_commit, points))
    _wrap_policies(functools.partial(_act, points))
    strike = points.strike
    _wrap(RabbitReader, "acknowledge", _between(strike, "before-ack", "after-ack"))
    _wrap(RabbitPublisher, "_send", _between(strike, None, "after-publish"))
    _wrap(RabbitPublisher, "publish", _between(strike, None, "after-confirm"))
    _wrap(Relay, "_mark", _between(strike, None, "after-mark"))
    for name in ("publish_batch", "_publish_in_hand"):
        _wrap(Relay, name, _between(strike, None, "between-batches"))


def poison(mother_ids: Iterable[UUID]) -> None:
    """
    Let every policy fail that is about one of these mothers.
    """
    poisonous = frozenset(mother_ids)

    def act(real: Callable[..., None], event: Any, **others: Any) -> None:
        if getattr(event, "mother_id", None) in poisonous:
            raise PolicyFailed
        real(event, **others)

    _wrap_policies(act)


def _as(who: str, real: Callable[..., Any], *given: Any, **named: Any) -> Any:
    token = _ACTING.set(who)
    try:
        return real(*given, **named)
    finally:
        _ACTING.reset(token)


def _commit(points: Failpoints, real: Callable[..., None], uow: Any) -> None:
    is_outermost = uow._depth == 1
    if is_outermost:
        points.strike(f"{_ACTING.get()}-before-commit")
    real(uow)
    if is_outermost:
        points.strike(f"{_ACTING.get()}-after-commit")


def _act(
    points: Failpoints, real: Callable[..., None], event: Any, **others: Any
) -> None:
    points.fail()
    real(event, **others)
    points.strike("between-policies")


def _between(
    strike: Callable[[str], None], before: str | None, after: str
) -> Callable[..., Any]:
    def around(real: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if before:
            strike(before)
        result = real(*given, **named)
        strike(after)
        return result

    return around


def _wrap_policies(around: Callable[..., None]) -> None:
    def init(
        real: Callable[..., None],
        consumer: Consumer,
        policies: Iterable[Policy],
        **others: Any,
    ) -> None:
        wrapped = [
            replace(one, act=functools.partial(around, one.act)) for one in policies
        ]
        real(consumer, wrapped, **others)

    _wrap(Consumer, "__init__", init)


def _wrap(owner: Any, name: str, around: Callable[..., Any]) -> None:
    real = getattr(owner, name)

    @functools.wraps(real)
    def wrapped(*given: Any, **named: Any) -> Any:
        return around(real, *given, **named)

    setattr(owner, name, wrapped)
