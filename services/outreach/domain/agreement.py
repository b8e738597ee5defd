"""
What a mother has said about being contacted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Self
from uuid import UUID

from services.outreach.domain.agreement_words import (
    KEPT_FOR,
    NO_TERMS,
    PERSISTENCE,
    AgreementKind,
    Persistence,
    Scope,
    Terms,
    Word,
)
from services.outreach.domain.errors import (
    MotherSaidNoThanks,
    OlderThanHerWord,
    YesOlderThanNoThanks,
)
from shared.kernel.clock import bounds_of_day
from shared.kernel.organisations import Role
from shared.kernel.refusal import refuse_if_stale

__all__ = ["Agreement", "AgreementKind", "Persistence", "Scope", "Terms", "Word"]

_HAS_REVIEW = frozenset({AgreementKind.KEEP_GOING, AgreementKind.LIGHTER})


# The order in which one word of hers stands above another of the same woman.
_STRENGTH = (
    AgreementKind.NONE,
    AgreementKind.SAID_YES,
    AgreementKind.KEEP_GOING,
    AgreementKind.LIGHTER,
    AgreementKind.PAUSED,
    AgreementKind.NO_THANKS,
)


@dataclass(kw_only=True)
class Agreement:
    """
    One per mother, changed by nothing but what she says, dated and heard by somebody.

    No thanks is stronger than everything: no yes that is older, repeated or meant
    kindly by somebody else gets past it. ``came_back_at`` is when she last took one
    back: what she missed until then was missed by one who wanted no contact.
    ``quiet_until`` is the end of the last pause that she asked for. ``asked_on`` is
    when she was last asked again. ``written_at`` is when her word was written down, if
    that was here. ``words`` are those that are new in this transaction; all of them are
    kept.
    """

    mother_id: UUID
    kind: AgreementKind = AgreementKind.NONE
    said_on: date | None = None
    heard_by_role: Role | None = None
    written_at: datetime | None = None
    terms: Terms = NO_TERMS
    came_back_at: datetime | None = None
    quiet_until: datetime | None = None
    asked_on: date | None = None
    version: int = 1
    words: list[Word] = field(default_factory=list)

    @classmethod
    def unspoken(cls, *, mother_id: UUID) -> Self:
        return cls(mother_id=mother_id)

    @property
    def allows_contact(self) -> bool:
        return self.kind is not AgreementKind.NO_THANKS

    @property
    def scope(self) -> Scope | None:
        """
        Return what her no thanks is about: all contact, if nothing else was said.
        """
        return None if self.allows_contact else self.terms.scope or Scope.ALL_CONTACT

    @property
    def review_on(self) -> date | None:
        """
        Return the day on which she is to be asked again, if one is agreed.
        """
        if self.kind is AgreementKind.PAUSED:
            return self.terms.until
        if self.kind not in _HAS_REVIEW or self.said_on is None:
            return None
        return self.terms.review_on or self.said_on + KEPT_FOR

    @property
    def ask_again_on(self) -> date | None:
        """
        Return that day as long as nobody has asked: it comes back once.
        """
        day = self.review_on
        is_asked = day and self.asked_on is not None and self.asked_on >= day
        return None if is_asked else day

    def persistence(self, today: date) -> Persistence:
        """
        Return how far we may go on this day without another word of hers.

        After its review date "keep going" is a yes like another until she is asked; a
        lighter agreement stays as light as she wanted it.
        """
        if self.kind is AgreementKind.NO_THANKS:
            return Persistence.NEVER
        if self.kind is AgreementKind.PAUSED:
            is_over = self.terms.until is not None and self.terms.until <= today
            return Persistence.ONCE if is_over else Persistence.NEVER
        if self.kind is AgreementKind.KEEP_GOING and self._is_reviewed_by(today):
            return Persistence.LADDER
        return PERSISTENCE[self.kind]

    def has_no_end(self, today: date) -> bool:
        """
        Return whether she wants us to go on, so that no number of misses ends it.
        """
        return self.kind in _HAS_REVIEW and not self._is_reviewed_by(today)

    def wants_follow_up(self, *, session_started_at: datetime) -> bool:
        """
        Return whether a miss of this session may be followed up.

        A no thanks has ended all that was before it, and coming back begins anew; so
        does the end of a pause. It must not matter whether a miss is heard of before
        her word, under it or after it.
        """
        since = [at for at in (self.came_back_at, self.quiet_until) if at]
        return self.allows_contact and all(session_started_at > at for at in since)

    def is_paused_for(self, *, session_started_at: datetime) -> bool:
        """
        Return whether it is her pause that asks us not to follow a miss up.
        """
        is_since = self.came_back_at is None or session_started_at > self.came_back_at
        is_quiet = (
            self.quiet_until is not None and session_started_at <= self.quiet_until
        )
        return self.allows_contact and is_since and is_quiet

    def no_thanks(
        self,
        *,
        on: date,
        heard_by: Role,
        scope: Scope = Scope.ALL_CONTACT,
        quote: str | None = None,
        at: datetime | None = None,
    ) -> bool:
        """
        Take her no thanks, whatever she had said before; return whether it was new.

        A repeat is kept with the later of its dates, so that a yes from in between
        stays too old. It may grow to all contact, and does not shrink again. Her own
        words belong to the day on which she said them.
        """
        is_new = self.allows_contact
        is_wider = not is_new and Scope.ALL_CONTACT is scope is not self.scope
        is_changed, is_news = is_new or is_wider, self._is_news_on(on)
        kind, terms = AgreementKind.NO_THANKS, Terms(scope=scope, quote=quote)
        if not is_new and self.said_on and on < self.said_on:
            if quote:
                self._say_below(kind, terms, on=on, heard_by=heard_by, at=at)
            on, quote = self.said_on, None
        if not is_new:
            stands = Scope.ALL_CONTACT if is_wider else self.terms.scope
            terms = Terms(scope=stands, quote=quote or self._quote_of(on))
        if is_changed or is_news or quote:
            self._say(kind, on=on, heard_by=heard_by, terms=terms, at=at)
        return is_changed

    def say_yes(
        self,
        *,
        on: date,
        heard_by: Role,
        quote: str | None = None,
        at: datetime | None = None,
    ) -> bool:
        """
        Take that she wants to come; return whether it was new.

        Refused after a no thanks: only ``come_back`` takes that back. One who asked us
        to keep going, or to go more lightly, has said more than yes already: her own
        words are kept below that. A pause ends by a yes of a later day. A repeat is
        kept with the later of its dates, whichever of the two reaches us first; her own
        words stand with the day on which she said them alone.
        """
        self._refuse_after_no_thanks()
        is_new = self.kind is AgreementKind.NONE or (
            self.kind is AgreementKind.PAUSED and self._is_news_on(on)
        )
        is_yes = self.kind is AgreementKind.SAID_YES
        kind, terms = AgreementKind.SAID_YES, Terms(quote=quote)
        is_quoted = quote is not None and on == self.said_on
        if is_new or (is_yes and (is_quoted or self._is_news_on(on))):
            self._say(kind, on=on, heard_by=heard_by, terms=terms, at=at)
        elif quote:
            self._say_below(kind, terms, on=on, heard_by=heard_by, at=at)
        return is_new

    def take_yes_back(self, *, on: date, heard_by: Role) -> bool:
        """
        Take that she does not want us to be persistent; return whether she did before.

        It is no no thanks, and takes none back; a later yes, heard by us, holds. The
        day is kept also of one whose yes has not reached us: it must not matter which
        of the two is heard of first.
        """
        if not self.allows_contact or not self._is_news_on_or_after(on):
            return False
        did = self.kind is not AgreementKind.NONE
        if did or self.said_on != on:
            self._say(AgreementKind.NONE, on=on, heard_by=heard_by)
        return did

    def ask_to_keep_going(
        self,
        *,
        on: date,
        heard_by: Role,
        terms: Terms = NO_TERMS,
        today: date | None = None,
        at: datetime | None = None,
    ) -> bool:
        """
        Take that she wants us to go on every week; return whether it was new.

        Said in two taps after a call it changes no terms that stand already, but once
        their review date has come it is the answer to it, also said the evening before
        and written down ``today``.
        """
        return self._take_grade(
            AgreementKind.KEEP_GOING,
            on=on,
            heard_by=heard_by,
            terms=terms,
            today=today,
            at=at,
        )

    def ask_for_less(
        self,
        *,
        on: date,
        heard_by: Role,
        terms: Terms,
        today: date | None = None,
        at: datetime | None = None,
    ) -> bool:
        """
        Take that she wants to hear from us more seldom; return whether it was new.
        """
        return self._take_grade(
            AgreementKind.LIGHTER,
            on=on,
            heard_by=heard_by,
            terms=terms,
            today=today,
            at=at,
        )

    def ask_for_pause(
        self,
        *,
        on: date,
        heard_by: Role,
        until: date,
        quote: str | None = None,
        at: datetime | None = None,
    ) -> bool:
        """
        Take that she wants no contact before a day; return whether it was new.
        """
        terms, kind = Terms(until=until, quote=quote), AgreementKind.PAUSED
        is_new = self._take_grade(kind, on=on, heard_by=heard_by, terms=terms, at=at)
        self.quiet_until = bounds_of_day(until)[0]
        return is_new

    def come_back(
        self, *, on: date, heard_by: Role, at: datetime, quote: str | None = None
    ) -> bool:
        """
        Take that she herself has changed her no thanks, or her pause, into a yes.

        Refused unless this yes is of a later day than the no thanks: of two words of
        one day the no thanks holds, for every service that hears of them.
        """
        if self.kind is AgreementKind.PAUSED:
            self.refuse_if_older(on=on)
            self._say_yes_anew(on=on, heard_by=heard_by, quote=quote, at=at)
            return True
        if self.allows_contact:
            return self.say_yes(on=on, heard_by=heard_by, quote=quote, at=at)
        if not self._is_news_on(on):
            raise YesOlderThanNoThanks(state=self.kind, version=self.version)
        self._say_yes_anew(on=on, heard_by=heard_by, quote=quote, at=at)
        self.came_back_at = at
        return True

    def was_asked_again(self, *, on: date) -> bool:
        """
        Note that she was asked and has not answered; return whether that was due.
        """
        due = self.ask_again_on
        if due is None or on < due:
            return False
        self.asked_on = on
        self.version += 1
        return True

    def was_not_asked(self, *, before: date | None) -> None:
        """
        Ask her all the same: that she was asked was a slip.
        """
        self.asked_on = before
        self.version += 1

    def _take_grade(
        self,
        kind: AgreementKind,
        *,
        on: date,
        heard_by: Role,
        terms: Terms,
        today: date | None = None,
        at: datetime | None = None,
    ) -> bool:
        self._refuse_after_no_thanks()
        self.refuse_if_older(on=on)
        is_repeat = kind is self.kind and terms in {NO_TERMS, self.terms}
        if is_repeat and not self._is_reviewed_by(today or on):
            return False
        if is_repeat:
            quote = terms.quote or self._quote_of(on)
            terms = replace(self.terms, review_on=None, quote=quote)
        self._say(kind, on=on, heard_by=heard_by, terms=terms, at=at)
        return True

    def _say_yes_anew(
        self, *, on: date, heard_by: Role, quote: str | None, at: datetime
    ) -> None:
        kind, terms = AgreementKind.SAID_YES, Terms(quote=quote)
        self._say(kind, on=on, heard_by=heard_by, terms=terms, at=at)

    def join(self, other: Self) -> None:
        """
        Take what she has said under another id of hers too, in whatever order it came.

        A no thanks of either holds, and the wider one. Else the word that asks for less
        does, and of two that are alike the later one. Both histories go on below it.
        """
        known = (self, other)
        chosen: Agreement = max(known, key=_weight)
        taken_back = _yes_taken_back(known)
        if taken_back is not None and _is_overtaken(chosen, by=taken_back):
            chosen = taken_back
        self.kind, self.said_on = chosen.kind, chosen.said_on
        self.heard_by_role, self.terms = chosen.heard_by_role, chosen.terms
        self.written_at = chosen.written_at
        self.asked_on = chosen.asked_on
        self.came_back_at = _latest(one.came_back_at for one in known)
        self.quiet_until = _latest(one.quiet_until for one in known)
        self.version += other.version + 1
        if self.said_on is not None and self.heard_by_role is not None:
            self._keep_word(
                self.kind,
                self.terms,
                on=self.said_on,
                heard_by=self.heard_by_role,
                at=self.written_at,
            )

    def refuse_if_stale(self, *, expected: int | None) -> None:
        """
        Raise StaleVersion, with who heard what stands and its day, if it is newer.
        """
        refuse_if_stale(
            expected=expected,
            version=self.version,
            state=self.kind,
            by_role=self.heard_by_role,
            said_on=self.said_on and self.said_on.isoformat(),
            written_at=self.written_at and self.written_at.isoformat(),
        )

    def refuse_if_older(self, *, on: date) -> None:
        """
        Raise OlderThanHerWord if she has said something on a later day already.

        A word of before does not replace it, however late it is written down. Of two
        of one day the one that is written down last holds.
        """
        if self.allows_contact and self.said_on is not None and on < self.said_on:
            raise OlderThanHerWord(state=self.kind, version=self.version)

    def _refuse_after_no_thanks(self) -> None:
        if not self.allows_contact:
            raise MotherSaidNoThanks(state=self.kind, version=self.version)

    def _quote_of(self, day: date) -> str | None:
        """
        Return her own words that stand, if she said them on this day.
        """
        return self.terms.quote if day == self.said_on else None

    def _is_reviewed_by(self, today: date) -> bool:
        return self.review_on is not None and self.review_on <= today

    def _is_news_on(self, on: date) -> bool:
        return self.said_on is None or on > self.said_on

    def _is_news_on_or_after(self, on: date) -> bool:
        return self.said_on is None or on >= self.said_on

    def _say(
        self,
        kind: AgreementKind,
        *,
        on: date,
        heard_by: Role,
        terms: Terms = NO_TERMS,
        at: datetime | None = None,
    ) -> None:
        if self.kind is AgreementKind.PAUSED and self.quiet_until:
            # What she missed on the day on which her pause ends is no question either.
            self.quiet_until = min(self.quiet_until, bounds_of_day(on)[1])
        self.kind = kind
        self.said_on = on
        self.heard_by_role = heard_by
        self.written_at = at
        self.terms = terms
        self.asked_on = None
        self.version += 1
        self._keep_word(kind, terms, on=on, heard_by=heard_by, at=at)

    def _say_below(
        self,
        kind: AgreementKind,
        terms: Terms,
        *,
        on: date,
        heard_by: Role,
        at: datetime | None,
    ) -> None:
        """
        Keep her own words among all that she has said; what stands goes on standing.
        """
        self.version += 1
        self._keep_word(kind, terms, on=on, heard_by=heard_by, at=at)

    def _keep_word(
        self,
        kind: AgreementKind,
        terms: Terms,
        *,
        on: date,
        heard_by: Role,
        at: datetime | None,
    ) -> None:
        self.words.append(
            Word(
                kind=kind,
                said_on=on,
                heard_by_role=heard_by,
                terms=terms,
                version=self.version,
                written_at=at,
            )
        )


def _weight(agreement: Agreement) -> tuple[int, bool, date]:
    """
    Return how far a word stands above another of the same woman.
    """
    return (
        _STRENGTH.index(agreement.kind),
        agreement.scope is Scope.ALL_CONTACT,
        agreement.said_on or date.min,
    )


def _yes_taken_back(known: Iterable[Agreement]) -> Agreement | None:
    told = [one for one in known if one.kind is AgreementKind.NONE and one.said_on]
    return max(told, key=_weight, default=None)


def _is_overtaken(agreement: Agreement, *, by: Agreement) -> bool:
    """
    Return whether she took this back later; a no thanks is none to be taken back so.
    """
    said_on = agreement.said_on or date.min
    return agreement.allows_contact and (by.said_on or date.min) >= said_on


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((one for one in moments if one is not None), default=None)
