"""
The bus as nameko sees it: ``@consumes`` on a policy, and a unit of work for a worker.
"""

from collections.abc import Callable
from typing import Any

import structlog
from nameko.extensions import DependencyProvider, Entrypoint, SharedExtension

from shared.bus.cause import Cause
from shared.bus.consumer import Consumer, Needs, Policy
from shared.bus.house import CONFIG_KEY, House
from shared.bus.housekeeping import forget_what_is_old
from shared.bus.periodic import Periodic
from shared.bus.pump import Pump
from shared.bus.relay import Relay
from shared.bus.topology import inbox_queue, park_queue
from shared.bus.unit_of_work import UnitOfWork
from shared.contracts.event import Event
from shared.looks.forgetting import forget_looks

log = structlog.get_logger()
RETRY_LOOK = 2.0  # seconds between looks for failed events whose time has come
HOUSEKEEPING = 3_600.0  # seconds


class ServiceBus(SharedExtension):
    """
    One relay and one pump for each service.
    """

    def __init__(self) -> None:
        self.policies: list[Policy] = []
        self.unit_of_work_class: type[UnitOfWork] = UnitOfWork
        self._threads: list[Any] = []
        self._started = False

    def setup(self) -> None:
        name = self.container.service_name
        self.house: House = self.container.config[CONFIG_KEY]
        self.engine = self.house.engines[name]
        self.relay = Relay(self.engine, self.house.broker, clock=self.house.clock)

    def start(self) -> None:
        if self._started:
            return
        self._started = True
        self.consumer = Consumer(
            self.policies, unit_of_work=self.unit_of_work, clock=self.house.clock
        )
        name = self.container.service_name
        self._work: list[Relay | Pump | Periodic] = [
            Pump(inbox_queue(name), self.house.broker, self.consumer.take),
            Pump(park_queue(name), self.house.broker, self.consumer.park),
            Periodic(self.consumer.retry_due, seconds=RETRY_LOOK),
            Periodic(self._forget_what_is_old, seconds=HOUSEKEEPING),
            self.relay,
        ]
        self._threads = [
            self.container.spawn_managed_thread(work.run) for work in self._work
        ]

    def stop(self) -> None:
        """
        Finish the batch in hand, acknowledge it, and leave.
        """
        if self._threads:
            for work in self._work:
                work.stop()
            for thread in self._threads:
                thread.wait()
            self._threads = []

    def _forget_what_is_old(self) -> None:
        now = self.house.clock.now()
        forget_what_is_old(self.engine, now=now)
        end = forget_looks(self.engine, before=now - self.house.looks_are_kept)
        # Whoever makes the whole chain anew does not reach what stands here.
        name = self.container.service_name
        log.info("looks_noted", service=name, number=end.number, hash=end.hash)

    def unit_of_work(self, cause: Cause) -> UnitOfWork:
        return self.unit_of_work_class(
            self.engine, cause=cause, announced=self.relay.wake
        )


class UnitOfWorkProvider(DependencyProvider):
    """
    Gives each worker a unit of work of its own.
    """

    bus = ServiceBus()

    def __init__(self, unit_of_work: type[UnitOfWork]) -> None:
        self._unit_of_work = unit_of_work

    def setup(self) -> None:
        self.bus.unit_of_work_class = self._unit_of_work

    def get_dependency(self, worker_ctx: Any) -> UnitOfWork:
        del worker_ctx
        return self.bus.unit_of_work(Cause.by_system(now=self.bus.house.clock.now()))


class Consumes(Entrypoint):
    """
    An entrypoint for events; its method is a policy, called inside a batch.
    """

    bus = ServiceBus()

    def __init__(self, event: type[Event], *, needs: Needs) -> None:
        super().__init__()
        self.event = event
        self.needs = needs

    def setup(self) -> None:
        self.bus.policies.append(self.policy_of(self.container.service_cls))

    def policy_of(self, service: type[Any]) -> Policy:
        """
        Return the policy without a worker: it needs nothing but its arguments.
        """
        act: Callable[..., None] = getattr(service(), self.method_name)
        return Policy(event=self.event, act=act, needs=self.needs)


class Every(Entrypoint):
    """
    An entrypoint for the clock. Every replica has one, so its method must bear company.
    """

    bus = ServiceBus()

    def __init__(self, *, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def start(self) -> None:
        self._work = Periodic(self._once, seconds=self._seconds)
        self._thread = self.container.spawn_managed_thread(self._work.run)

    def stop(self) -> None:
        self._work.stop()
        self._thread.wait()

    def _once(self) -> None:
        now = self.bus.house.clock.now()
        service = self.container.service_cls()
        for provider in self.container.dependencies:
            setattr(service, provider.attr_name, provider.get_dependency(None))
        uow = self.bus.unit_of_work(Cause.by_system(now=now))
        getattr(service, self.method_name)(now=now, uow=uow)


every = Every.decorator


def _needs_nothing(_event: Event) -> dict[str, Any]:
    return {}


def consumes(event: type[Event], *, needs: Needs = _needs_nothing) -> Any:
    """
    Make a method the policy for an event.

    ``needs`` returns, for each repository that the policy will ask, the id it will ask
    for: ``lambda event: {"follow_ups": follow_up_id(...)}``. The method is called with
    the event, ``now`` and ``uow``, inside the transaction of the whole batch.
    """
    return Consumes.decorator(event, needs=needs)


def policies_of(service: type[Any]) -> list[Policy]:
    """
    Return a service's policies, as its container would find them.
    """
    found = []
    for name in sorted(dir(service)):
        for entrypoint in getattr(getattr(service, name), "nameko_entrypoints", ()):
            if isinstance(entrypoint, Consumes):
                act = getattr(service(), name)
                found.append(
                    Policy(event=entrypoint.event, act=act, needs=entrypoint.needs)
                )
    return found
