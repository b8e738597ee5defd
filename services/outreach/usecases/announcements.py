"""
What is announced of a change: each thing with its own version, one event a version.
"""

from typing import cast

from services.outreach.domain.attempt import Attempt, AttemptOutcome
from services.outreach.domain.change import Change
from services.outreach.domain.episode import Episode
from services.outreach.domain.follow_up import FollowUp
from services.outreach.domain.follow_up_state import FollowUpState
from services.outreach.domain.mother import Mother
from services.outreach.usecases.ports import Outbox
from shared.contracts.outreach import (
    AgreementChanged,
    AttemptLogged,
    AttemptTakenBack,
    EpisodeClosed,
    EpisodeOpened,
    FollowUpCompleted,
    FollowUpEvent,
    FollowUpOpened,
    FollowUpOutcome,
    FollowUpStopped,
    FollowUpWithdrawn,
    StopReason,
    WithdrawalReason,
)
from shared.kernel.clock import on_the_wall

_NOT_REACHED = frozenset({AttemptOutcome.NO_ANSWER, AttemptOutcome.LEFT_MESSAGE})


def announce(change: Change, *, mother: Mother, outbox: Outbox) -> None:
    """
    Announce an attempt, what was opened or has ended, and her new word.

    An episode begins before its follow-ups and ends after them.
    """
    begun = [each for each in change.episodes if each.is_open]
    closed = [each for each in change.episodes if not each.is_open]
    if change.attempt is not None:
        outbox.add(_attempt(change.attempt, mother=mother), version=1)
    if change.taken_back is not None:
        outbox.add(_slip(change.taken_back, mother=mother), version=2)
    for episode in begun:
        outbox.add(_begun(episode), version=episode.version)
    for follow_up in change.follow_ups:
        outbox.add(_follow_up(follow_up), version=follow_up.version)
    for episode in closed:
        outbox.add(_closed(episode), version=episode.version)
    _announce_agreement(change, mother=mother, outbox=outbox)


def _announce_agreement(change: Change, *, mother: Mother, outbox: Outbox) -> None:
    """
    Tell her new word; where an answer was taken back and there is none, since when.
    """
    agreement, slip = mother.agreement, change.taken_back
    said_on = agreement.said_on
    if said_on is None and slip is not None and slip.taken_back_at is not None:
        said_on = on_the_wall(slip.taken_back_at).date()
    if change.agreement_from is None or said_on is None:
        return
    changed = AgreementChanged(
        mother_id=mother.id,
        from_kind=change.agreement_from.value,
        to_kind=agreement.kind.value,
        said_on=said_on,
        came_back_on=agreement.came_back_at
        and on_the_wall(agreement.came_back_at).date(),
    )
    outbox.add(changed, version=agreement.version)


def _begun(episode: Episode) -> EpisodeOpened:
    return EpisodeOpened(mother_id=episode.mother_id, episode_id=episode.id)


def _attempt(attempt: Attempt, *, mother: Mother) -> AttemptLogged:
    return AttemptLogged(
        mother_id=mother.id,
        attempt_id=attempt.id,
        follow_up_id=attempt.follow_up_id,
        channel=attempt.channel.value,
        reached=attempt.outcome not in _NOT_REACHED,
    )


def _slip(attempt: Attempt, *, mother: Mother) -> AttemptTakenBack:
    return AttemptTakenBack(
        mother_id=mother.id,
        attempt_id=attempt.id,
        follow_up_id=attempt.follow_up_id,
    )


def _follow_up(follow_up: FollowUp) -> FollowUpEvent:
    return _opened(follow_up) if follow_up.is_open else _ended(follow_up)


def _opened(follow_up: FollowUp) -> FollowUpOpened:
    return FollowUpOpened(
        mother_id=follow_up.mother_id,
        follow_up_id=follow_up.id,
        session_id=follow_up.session_id,
        session_started_at=follow_up.session_started_at,
        visible_from=follow_up.visible_from,
        missed_in_a_row=follow_up.missed_in_a_row,
    )


def _ended(follow_up: FollowUp) -> FollowUpEvent:
    mother_id, key = follow_up.mother_id, follow_up.id
    if follow_up.state is FollowUpState.STOPPED:
        why = cast("StopReason", str(follow_up.reason))
        return FollowUpStopped(mother_id=mother_id, follow_up_id=key, reason=why)
    if follow_up.state is FollowUpState.WITHDRAWN:
        reason = cast("WithdrawalReason", str(follow_up.reason))
        return FollowUpWithdrawn(mother_id=mother_id, follow_up_id=key, reason=reason)
    outcome = cast("FollowUpOutcome", str(follow_up.reason))
    return FollowUpCompleted(mother_id=mother_id, follow_up_id=key, outcome=outcome)


def _closed(episode: Episode) -> EpisodeClosed:
    if episode.outcome is None:
        raise ValueError("An open episode was announced as closed.")
    return EpisodeClosed(
        mother_id=episode.mother_id,
        episode_id=episode.id,
        outcome=episode.outcome.value,
    )
