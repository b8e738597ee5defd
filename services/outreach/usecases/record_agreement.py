"""
Record what a mother has said about being contacted.
"""

from datetime import date, datetime
from uuid import UUID

from services.outreach.domain.agreement import AgreementKind, Scope, Terms
from services.outreach.domain.agreement_words import NO_TERMS, check_terms
from services.outreach.domain.change import Change
from services.outreach.domain.looking_back import check_day
from services.outreach.domain.mother import Mother
from services.outreach.usecases.announcements import announce
from services.outreach.usecases.known import mother_on_the_list
from services.outreach.usecases.ports import OutreachUnitOfWork
from shared.kernel.clock import day_of
from shared.kernel.organisations import Role


def record_agreement(
    *,
    mother_id: UUID,
    kind: AgreementKind,
    said_on: date | None,
    heard_by: Role,
    now: datetime,
    uow: OutreachUnitOfWork,
    terms: Terms = NO_TERMS,
    expected_version: int | None = None,
) -> None:
    """
    Record her own words, said today if no other day is told; quoted, if she likes.

    A yes after a no thanks or in a pause means that she has come back by herself. Who
    has looked at an older agreement writes over nothing, but a no thanks holds at once.

    What she said on an earlier day than her newest word does not replace it.

    Raises MotherNotFound, MotherSaidNoThanks, YesOlderThanNoThanks, OlderThanHerWord,
    StaleVersion, or Invalid: for terms that do not fit, and for a day that has not come
    yet or is long ago.
    """
    on = said_on or day_of(now)
    check_day(on, field="said_on", today=day_of(now))
    check_terms(kind, terms, today=day_of(now))
    with uow:
        mother = mother_on_the_list(mother_id, uow=uow)
        if kind is not AgreementKind.NO_THANKS:
            mother.agreement.refuse_if_stale(expected=expected_version)
        mother.agreement.refuse_if_older(on=on)
        was_asked = mother.is_to_be_asked and on == day_of(now)
        change = _hear(mother, kind=kind, terms=terms, on=on, heard_by=heard_by, at=now)
        if was_asked and mother.agreement.allows_contact:
            mother.has_answered_when_asked(by=heard_by, at=now)
        mother.let_review_follow(at=now)
        uow.mothers.save(mother)
        announce(change, mother=mother, outbox=uow.outbox)
        uow.commit()


def _hear(
    mother: Mother,
    *,
    kind: AgreementKind,
    terms: Terms,
    on: date,
    heard_by: Role,
    at: datetime,
) -> Change:
    if kind is AgreementKind.NO_THANKS:
        scope = terms.scope or Scope.ALL_CONTACT
        return mother.says_no_thanks(
            on=on, heard_by=heard_by, at=at, scope=scope, quote=terms.quote
        )
    if kind is AgreementKind.KEEP_GOING:
        return mother.asks_to_keep_going(on=on, heard_by=heard_by, at=at, terms=terms)
    if kind is AgreementKind.LIGHTER:
        return mother.asks_for_less(on=on, heard_by=heard_by, at=at, terms=terms)
    if kind is AgreementKind.PAUSED and terms.until is not None:
        return mother.asks_for_pause(
            on=on, heard_by=heard_by, at=at, until=terms.until, quote=terms.quote
        )
    return mother.comes_back(on=on, heard_by=heard_by, at=at, quote=terms.quote)
