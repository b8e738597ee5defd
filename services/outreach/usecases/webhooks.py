"""
Tell other systems of each task: who is told, what is to be told, and the telling.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.outreach.domain.ladder_steps import NOT_DUE
from services.outreach.domain.mother import Mother
from services.outreach.domain.webhook import (
    Delivery,
    DeliveryState,
    Endpoint,
    TaskStatus,
    checked_address,
)
from services.outreach.usecases.owners import owners_of
from services.outreach.usecases.ports import OutreachUnitOfWork
from services.outreach.usecases.tasks_told import (
    TOLD_OF,
    tasks_told_otherwise,
    tells_of_task,
)
from shared.contracts.envelope import Envelope
from shared.contracts.outreach import OutreachEvent
from shared.kernel.ids import id_of_cause, new_id
from shared.kernel.organisations import Organisation, first_of
from shared.kernel.secret import new_webhook_secret

FIRST_TEAM = first_of(Organisation.HOUSING_TEAM)

AT_ONCE = 100


class Sender(Protocol):
    """
    Sends a message to an address; returns the code of what went wrong, or nothing.
    """

    def send(
        self, *, url: str, secret: str, message_id: str, body: bytes, at: datetime
    ) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class EndpointView:
    """
    An endpoint, and how much it has not been told yet or never was.
    """

    endpoint: Endpoint
    waiting: int
    given_up: int


def add_endpoint(
    *,
    url: str,
    organisation_id: UUID = FIRST_TEAM,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> Endpoint:
    """
    Tell this address of every task of this housing team from now on.

    Raises Invalid.
    """
    endpoint = Endpoint(
        id=new_id(),
        organisation_id=organisation_id,
        url=checked_address(url),
        secret=new_webhook_secret(),
        created_at=now,
        seen_to=new_id(),
    )
    with uow:
        uow.webhooks.save(endpoint)
        uow.commit()
    return endpoint


def turn_off_endpoint(
    *, endpoint_id: UUID, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Tell this address nothing any more; a repeat changes nothing.

    Raises WebhookNotFound.
    """
    with uow:
        endpoint = uow.webhooks.get(endpoint_id)
        endpoint.turned_off_at = endpoint.turned_off_at or now
        uow.webhooks.save(endpoint)
        uow.commit()


def endpoints(*, uow: OutreachUnitOfWork) -> Sequence[EndpointView]:
    """
    Return all of them, also those that are turned off.
    """
    with uow.reading():
        counts = uow.deliveries.counts()
        return [
            EndpointView(
                endpoint=each,
                waiting=counts.get((each.id, DeliveryState.WAITING), 0),
                given_up=counts.get((each.id, DeliveryState.GIVEN_UP), 0),
            )
            for each in uow.webhooks.everyone()
        ]


def collect_deliveries(*, now: datetime, uow: OutreachUnitOfWork) -> None:
    """
    Write down what each endpoint is to be told of what was announced since.

    It reads what was announced, so that nothing is slower where nobody listens. Whose
    the tasks are is looked up without a lock, before anything is held.
    """
    with uow.reading():
        seen = {
            each.id: _owners(uow.deliveries.announced_for(each), now=now, uow=uow)
            for each in uow.webhooks.everyone()
            if each.is_on
        }
    for endpoint_id, owners in seen.items():
        if owners:
            with uow:
                endpoint = uow.webhooks.get(endpoint_id)
                _collect(endpoint, owners=owners, now=now, uow=uow)
                uow.commit()


def _owners(
    news: Sequence[Envelope], *, now: datetime, uow: OutreachUnitOfWork
) -> dict[UUID, UUID | None]:
    """
    Return whose task each of these announcements is about, if it is somebody's.
    """
    told = {one.id: one.event for one in news if isinstance(one.event, OutreachEvent)}
    kept = uow.persons.kept_ids({event.mother_id for event in told.values()})
    hers = {key: kept.get(one.mother_id, one.mother_id) for key, one in told.items()}
    ids = set(hers.values())
    uow.mothers.load(ids)
    mothers = [mother for one in ids if (mother := uow.mothers.find(one))]
    owners = owners_of(mothers, now=now, uow=uow)
    return {key: owners.get(mother_id) for key, mother_id in hers.items()}


def _collect(
    endpoint: Endpoint,
    *,
    owners: Mapping[UUID, UUID | None],
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Take what is new; the endpoint's lock is held, so nobody else takes it too.

    What has been announced since it was looked at is for the next time.
    """
    announced_since = uow.deliveries.announced_for(endpoint)
    news = [one for one in announced_since if one.id in owners]
    told = [one.event for one in news if isinstance(one.event, OutreachEvent)]
    kept = uow.persons.kept_ids({one.mother_id for one in told})
    hers = {kept.get(one.mother_id, one.mother_id) for one in told}
    uow.whose_mothers.load(hers)
    left = {one for one in hers if not _is_of_team(one, endpoint, uow=uow)}
    last = dict(uow.deliveries.told_last(endpoint_id=endpoint.id, of=hers))
    newest: dict[UUID, Delivery] = {}
    for announced in news:
        endpoint.seen_to = max(endpoint.seen_to, announced.id)
        event = announced.event
        if not isinstance(event, OutreachEvent):
            continue
        mother_id = kept.get(event.mother_id, event.mother_id)
        mother = uow.mothers.find(mother_id)
        if mother is None:
            continue  # Of one who was erased meanwhile nothing is told any more.
        owner_id = owners[announced.id]
        delivery = _delivery(
            announced, event, endpoint, mother=mother, owner_id=owner_id, now=now
        )
        newest[mother_id] = delivery
        _keep(delivery, last, is_hers=mother_id not in left, now=now, uow=uow)
    for mother_id in newest.keys() - left:
        _tell_of_others(newest[mother_id], last=last, now=now, uow=uow)
    uow.webhooks.save(endpoint)


def _keep(
    delivery: Delivery,
    last: dict[UUID, TaskStatus],
    *,
    is_hers: bool,
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Keep what is to be told, and that it is what was told last of this task.
    """
    if not is_hers and last.get(delivery.follow_up_id) is TaskStatus.OPENED:
        delivery.is_no_longer_hers()
    elif not is_hers:
        # Read now, and not once more when she has come to this team.
        delivery.tells_nothing(at=now)
    uow.deliveries.save(delivery)
    if delivery.state is not DeliveryState.NOT_TOLD:
        last[delivery.follow_up_id] = delivery.status


def _tell_of_others(
    delivery: Delivery,
    *,
    last: Mapping[UUID, TaskStatus],
    now: datetime,
    uow: OutreachUnitOfWork,
) -> None:
    """
    Tell of her other tasks too, where her newest word makes them anybody's or nobody's.
    """
    mother = uow.mothers.find(delivery.mother_id)
    for task in tasks_told_otherwise(mother, last=last) if mother else ():
        # What is announced of a task itself tells it: that comes as its own.
        if task.id != delivery.follow_up_id:
            cause = delivery.endpoint_id, delivery.event_id, task.id
            other = delivery.of_another(
                key=id_of_cause("delivery", *cause),
                task_id=task.id,
                status=task.status,
                version=task.version,
                due=task.due,
                begins_at=task.begins_at,
                at=now,
            )
            uow.deliveries.save(other)


def _is_of_team(
    mother_id: UUID, endpoint: Endpoint, *, uow: OutreachUnitOfWork
) -> bool:
    """
    Return whether she is the matter of the endpoint's housing team.
    """
    whose = uow.whose_mothers.find(mother_id)
    team = whose.housing_team_id if whose else FIRST_TEAM
    return team == endpoint.organisation_id


def _delivery(
    announced: Envelope,
    event: OutreachEvent,
    endpoint: Endpoint,
    *,
    mother: Mother,
    owner_id: UUID | None,
    now: datetime,
) -> Delivery:
    """
    Return what is to be told; what tells nothing is noted too, and is not read again.
    """
    task = tells_of_task(event, announced.version, mother=mother)
    delivery = Delivery(
        id=id_of_cause("delivery", endpoint.id, announced.id),
        endpoint_id=endpoint.id,
        event_id=announced.id,
        mother_id=mother.id,
        follow_up_id=task.id if task else announced.id,
        status=task.status if task else TOLD_OF[type(event)],
        due=task.due if task else NOT_DUE,
        begins_at=task.begins_at if task else None,
        owner_id=owner_id,
        task_version=task.version if task else announced.version,
        happened_at=announced.time,
        next_try_at=now,
    )
    if task is None:
        delivery.tells_nothing(at=now)
    return delivery


def forget_deliveries(
    *, kept: timedelta, now: datetime, uow: OutreachUnitOfWork
) -> None:
    """
    Forget what was told, or given up, so long ago that nobody asks for it.
    """
    with uow:
        uow.deliveries.forget(before=now - kept)
        uow.commit()


def deliver(*, sender: Sender, now: datetime, uow: OutreachUnitOfWork) -> int:
    """
    Tell each endpoint what is due, and note what came of it; return how much was told.

    A claim is committed before anything leaves, and nothing is sent in a transaction.
    Of one mother the oldest comes first, and nothing newer before that was told.
    Whoever dies in between tells it once more, under the same id.
    """
    with uow.reading():
        ready = [each for each in uow.webhooks.everyone() if each.may_be_tried(at=now)]
    return sum(_deliver_to(each.id, sender=sender, now=now, uow=uow) for each in ready)


def _deliver_to(
    endpoint_id: UUID, *, sender: Sender, now: datetime, uow: OutreachUnitOfWork
) -> int:
    told = 0
    for _ in range(AT_ONCE):
        claimed = _claim(endpoint_id, now=now, uow=uow)
        if claimed is None:
            return told
        endpoint, delivery = claimed
        failure = sender.send(
            url=endpoint.url,
            secret=endpoint.secret,
            message_id=str(delivery.id),
            body=body_of(delivery),
            at=now,
        )
        _note(delivery.id, failure, now=now, uow=uow)
        if failure is not None and not _is_about_this_one(failure):
            return told
        told += failure is None
    return told


def _claim(
    endpoint_id: UUID, *, now: datetime, uow: OutreachUnitOfWork
) -> tuple[Endpoint, Delivery] | None:
    with uow:
        endpoint = uow.webhooks.get(endpoint_id)
        due = uow.deliveries.due(endpoint_id=endpoint_id, at=now)
        if due is None or not endpoint.may_be_tried(at=now):
            return None
        due.claim(at=now)
        uow.deliveries.save(due)
        uow.commit()
    return endpoint, due


def _note(
    delivery_id: UUID, failure: str | None, *, now: datetime, uow: OutreachUnitOfWork
) -> None:
    with uow:
        delivery = uow.deliveries.find(delivery_id)
        if delivery is None:
            return  # She was erased meanwhile, with all that was to be told of her.
        endpoint = uow.webhooks.get(delivery.endpoint_id)
        if failure is None:
            endpoint.answered(at=now)
            delivery.told(at=now)
        else:
            delivery.give_up_if_too_old(at=now)
            if not _is_about_this_one(failure):
                endpoint.failed(failure, at=now)
            endpoint.failure = failure
        uow.webhooks.save(endpoint)
        uow.deliveries.save(delivery)
        uow.commit()


def _is_about_this_one(failure: str) -> bool:
    """
    Whether an endpoint has refused this message, and may well take the next.
    """
    return failure.startswith("http-4") and failure not in _ABOUT_ALL


_ABOUT_ALL = frozenset({"http-401", "http-403", "http-404", "http-408", "http-410"}) | {
    "http-429"
}


def body_of(delivery: Delivery) -> bytes:
    """
    Write what is told: ids and codes, and when. Who she is stands nowhere in it.
    """
    due = delivery.due
    told = {
        "type": f"outreach.task.{delivery.status}",
        "timestamp": delivery.happened_at.isoformat(),
        "data": {
            "task_id": str(delivery.follow_up_id),
            "mother_id": str(delivery.mother_id),
            "status": delivery.status,
            "version": delivery.task_version,
            "ladder_step": due.step,
            "due_on": due.on and due.on.isoformat(),
            "begins_at": delivery.begins_at and delivery.begins_at.isoformat(),
            "owner_id": delivery.owner_id and str(delivery.owner_id),
        },
    }
    return json.dumps(told, separators=(",", ":")).encode()
