"""
The ladder, her agreement and the team talks in plain words.
"""

from typing import Any

from services.outreach.domain.agreement import AgreementKind, Scope, Terms
from services.outreach.domain.agreement_words import WITHOUT_YES
from services.outreach.domain.attempt import Channel
from services.outreach.domain.contact import Contact
from services.outreach.domain.ladder_steps import Step, StepKind
from services.outreach.domain.team_talk import Decision, EndedBy
from shared.web.language import gettext
from shared.web.language import lazy_gettext as _

STEPS: dict[StepKind, str] = {
    StepKind.NEUTRAL_TEXT: _("Hun får en hilsen på sms"),
    StepKind.CALL: _("Ring til hende"),
    StepKind.SECOND_CALL: _("Ring igen, eller indtal en besked"),
    StepKind.SEE_YOU: _("Hun får en sms om næste mødegang"),
    StepKind.OFFER: _("Tilbyd, at en af os henter hende"),
    StepKind.TEAM_TALK: _("Tal sammen om hende: I skal være to"),
    StepKind.ASK_AGAIN: _("Spørg hende, om aftalen stadig gælder"),
}

TO_HER: dict[StepKind, str] = {
    StepKind.NEUTRAL_TEXT: _("Vi sender dig en hilsen"),
    StepKind.CALL: _("Vi ringer til dig"),
    StepKind.SECOND_CALL: _("Vi ringer igen"),
    StepKind.SEE_YOU: _("Vi skriver om næste mødegang"),
    StepKind.OFFER: _("Vi tilbyder at hente dig"),
    StepKind.TEAM_TALK: _("Vi taler sammen om, hvad vi gør"),
    StepKind.ASK_AGAIN: _("Vi spørger dig igen"),
}

_SPEAK = _("Hun læser ikke: ring, eller tal en besked ind")
_CALL_HER = _("Hun læser ikke: ring til hende")


def step_told(step: Step, contact: Contact | None, *, may_be_called: bool) -> str:
    """
    Say what is done next, as it reaches her: a text reaches nobody who does not read.

    Who has not said yes gets it all the same, because nobody calls her instead.
    """
    if contact is None:
        return STEPS[step.kind]
    if may_be_called and step.is_text and contact.is_to_be_spoken_to:
        return _SPEAK if contact.may_leave_message else _CALL_HER
    if step.kind is StepKind.SECOND_CALL and not contact.may_leave_message:
        return STEPS[StepKind.CALL]
    return STEPS[step.kind]


WAYS: dict[Channel, str] = {
    Channel.TEXT: _("Sms"),
    Channel.CALL: _("Opkald"),
    Channel.VOICE: _("Talebesked"),
    Channel.VISIT: _("Besøg"),
}

SCOPES: dict[Scope, str] = {
    Scope.FOLLOW_UP: _("Kun når hun udebliver: hun må stadig få besked om gruppen."),
    Scope.ALL_CONTACT: _("Al kontakt."),
}

DECISIONS: dict[Decision, str] = {
    Decision.NEW_LADDER: _("Vi prøver forfra"),
    Decision.LIGHTER: _("Vi kontakter hende sjældnere"),
    Decision.HEALTH_VISITOR_ASKS: _("Sundhedsplejersken spørger hende"),
    Decision.OPEN_DOOR: _("Vi lader døren stå åben"),
}

_MEANINGS: dict[Decision, str] = {
    Decision.NEW_LADDER: _("Trinnene begynder igen i dag."),
    Decision.LIGHTER: _("En sms og ét opkald, når hun udebliver."),
    Decision.HEALTH_VISITOR_ASKS: _(
        "Vi venter. Hun bliver spurgt, næste gang de alligevel ses."
    ),
    Decision.OPEN_DOOR: _("Vi spørger ikke mere. Hun er altid velkommen."),
}

_MEANINGS_WITHOUT_YES: dict[Decision, str] = {
    Decision.NEW_LADDER: _(
        "De to sms'er går igen. Ringe må vi ikke, før hun siger, at hun vil."
    ),
    Decision.HEALTH_VISITOR_ASKS: _MEANINGS[Decision.HEALTH_VISITOR_ASKS],
    Decision.OPEN_DOOR: _MEANINGS[Decision.OPEN_DOOR],
}
"""Two texts, once: there is nothing more seldom."""

TALK_ENDS: dict[EndedBy, str] = {
    EndedBy.NOT_NEEDED: _("Det blev ikke nødvendigt"),
    EndedBy.REACHED: _("Vi fik fat i hende"),
    EndedBy.CLOSED: _("Opfølgningen sluttede forinden"),
}


def decisions_about(agreed: AgreementKind) -> dict[Decision, str]:
    """
    Return what a team may decide about one who has agreed to this, and what it means.
    """
    return _MEANINGS_WITHOUT_YES if agreed in WITHOUT_YES else _MEANINGS


def terms_told(terms: Terms) -> list[str]:
    """
    Write what belongs to her word, a sentence each; her own words stand beside it.
    """
    told = []
    if terms.every_weeks > 1:
        told.append(_often(terms.every_weeks))
    if terms.channels:
        ways = ", ".join(
            str(WAYS[way]).lower() for way in Channel if way in terms.channels
        )
        told.append(gettext("Kun %(ways)s.") % {"ways": ways})
    if terms.scope:
        told.append(str(SCOPES[terms.scope]))
    return told


def _often(weeks: int) -> str:
    return gettext("Højst hver %(weeks)s. uge.") % {"weeks": weeks}


LADDER_WORDS: dict[str, Any] = {
    "step_told": step_told,
    "ways": WAYS,
    "scopes": SCOPES,
    "decisions": DECISIONS,
    "talk_ends": TALK_ENDS,
    "terms_told": terms_told,
}
