"""
What the pages of outreach say in plain words.
"""

from services.outreach.domain.act import Did
from services.outreach.domain.agreement import AgreementKind
from services.outreach.domain.attempt import AttemptOutcome, Channel
from services.outreach.domain.enrolment import Place
from services.outreach.domain.last_word import Care
from services.outreach.domain.ranking import Rank
from services.outreach.domain.review import AskedOutcome
from shared.web.language import lazy_gettext as _

WORDING: dict[str, str] = {
    "mother-not-found": _("Hun står ikke på listen. Gå til oversigten."),
    "group-not-found": _("Gruppen findes ikke. Gå til oversigten."),
    "follow-up-not-found": _("Opfølgningen findes ikke. Gå til oversigten."),
    "webhook-not-found": _("Den adresse findes ikke. Gå til listen."),
    "task-feed-not-found": _("Linket gælder ikke mere."),
    "attempt-not-found": _("Forsøget findes ikke. Gå til oversigten."),
    "enough-for-today": _(
        "Hun er kontaktet to gange den dag, og det er nok. Skriv eller ring ikke mere"
        " den dag."
    ),
    "not-agreed-to": _(
        "Hun har ikke sagt, om hun vil kontaktes. Skriv og ring ikke: De sms'er, som"
        " gruppen har aftalt, går af sig selv."
    ),
    "not-to-be-contacted-now": _("Skriv og ring ikke til hende endnu."),
    "not-her-way": _("Hun har bedt om at blive kontaktet på en anden måde."),
    "attempt-stands": _(
        "Det kan ikke fortrydes mere: Der er gået for lang tid, eller der er sket noget"
        " nyt siden. Skriv i stedet, hvad der gælder nu."
    ),
    "no-thanks-stands": _(
        "Nej tak kan ikke fortrydes mere: Der er gået for lang tid, eller hun har sagt"
        " noget siden. Nu kan kun hun selv ændre det. Skriv det på hendes side."
    ),
    "care-stands": _(
        "Det kan ikke fortrydes mere: Der er gået for lang tid, eller der er sket noget"
        " nyt siden. Skriv i stedet, hvad der gælder nu."
    ),
    "nothing-open": _("Der er ikke noget at udsætte. Gå til oversigten."),
    "concern-waits": _("En bekymring udsættes ikke. Giv den videre først."),
    "follow-up-closed": _(
        "Opfølgningen er allerede afsluttet. Har hun fortalt om en bekymring, så skriv"
        " en henvisning."
    ),
    "follow-up-not-reached": _(
        "I har ikke talt sammen endnu. Skriv først, hvad hun har svaret."
    ),
    "waits-for-something-else": _(
        "Det, hun har fortalt, er ikke taget hånd om endnu. Gør det først."
    ),
    "not-an-answer": _("Vælg et af de svar, der står på siden."),
    "episode-closed": _("Forløbet er allerede afsluttet. Gå til oversigten."),
    "mother-said-no-thanks": _(
        "Hun har sagt nej tak. Kontakt hende ikke. Vil hun selv være med igen, så skriv"
        " det på hendes side."
    ),
    "older-than-her-word": _(
        "Hun har sagt noget andet efter den dag. Det nyeste gælder."
    ),
    "team-talk-not-found": _("Samtalen findes ikke. Gå til oversigten."),
    "team-talk-ended": _("Det er allerede afgjort, eller det er ikke nødvendigt mere."),
    "not-asked-to-ask": _("Hun er allerede spurgt, eller hun skulle ikke spørges."),
    "colleague-not-found": _(
        "Hun er ikke en af jer, der følger op. Gå til oversigten."
    ),
    "not-her-deputy": _(
        "Kun den, der følger op i hendes sted, kan give listen tilbage."
    ),
    "not-of-the-team": _("Kun jer, der er sammen med mødrene, kan afgøre det."),
    "yes-older-than-no-thanks": _(
        "Nej tak gælder, til hun siger ja en senere dag. Har hun sagt begge dele i dag,"
        " kan du skrive hendes ja fra i morgen. Var hendes nej tak en fejl, så fortryd"
        " det."
    ),
}

DONE: dict[str, str] = {
    Did.TRIED: _("Det nye er et forsøg på at få fat i hende."),
    Did.UNDONE: _("Noget er fortrudt."),
    Did.ENDED: _("Opfølgningen er afsluttet."),
    Did.PASSED_ON: _("Bekymringen er givet videre."),
    Did.OPENED_AGAIN: _("Opfølgningen er åben igen."),
    Did.JOINED: _("Hun stod på listen to gange og er nu samlet til én."),
}
"""What was done by whoever was first, told beside who it was."""

CARES: dict[Care, str] = {
    Care.PASSED_ON: _("Bekymringen er givet videre"),
    Care.PAUSE_AGREED: _("Pausen er aftalt"),
    Care.HELP_AGREED: _("Hjælpen er aftalt"),
    Care.ASKED_AGAIN: _("Spurgt, men ikke svaret"),
    Care.TRIED_TO_ASK: _("Ringede, intet svar"),
}

CARES_WRITTEN: dict[Care, str] = {
    Care.PASSED_ON: _("Det er skrevet, at bekymringen er givet videre."),
    Care.PAUSE_AGREED: _("Det er skrevet, at pausen er aftalt."),
    Care.HELP_AGREED: _("Det er skrevet, at hjælpen er aftalt."),
    Care.ASKED_AGAIN: _("Det er skrevet, at hun er spurgt og ikke har svaret."),
    Care.TRIED_TO_ASK: _("Det er skrevet, at I har ringet uden at få svar."),
}

ASKED: dict[AskedOutcome, str] = {
    AskedOutcome.NOT_REACHED: _("Ringede, intet svar"),
    AskedOutcome.NO_ANSWER: _("Spurgt, men ikke svaret"),
    AskedOutcome.ANSWERED: _("Spurgt, og hun svarede"),
}

CHANNELS: dict[Channel, str] = {
    Channel.CALL: _("Ringede"),
    Channel.TEXT: _("Skrev"),
    Channel.VOICE: _("Indtalte"),
    Channel.VISIT: _("Gik forbi"),
    Channel.BUDDY: _("Tilbød at følges med hende"),
    Channel.PICKUP_OFFER: _("Tilbød at hente hende"),
}

OUTCOMES: dict[AttemptOutcome, str] = {
    AttemptOutcome.NO_ANSWER: _("intet svar"),
    AttemptOutcome.LEFT_MESSAGE: _("lagde besked"),
    AttemptOutcome.COMING_NEXT: _("hun kommer næste gang"),
    AttemptOutcome.PRACTICAL_HELP: _("hun har brug for hjælp til at komme"),
    AttemptOutcome.KEEP_GOING: _("hun sagde: bare bliv ved"),
    AttemptOutcome.JUST_HARD_TODAY: _("det var bare svært den dag"),
    AttemptOutcome.WANTS_PAUSE: _("hun vil gerne holde pause"),
    AttemptOutcome.CONCERN: _("der er en bekymring"),
    AttemptOutcome.NO_THANKS: _("hun sagde nej tak"),
}

AGREEMENTS: dict[AgreementKind, str] = {
    AgreementKind.NONE: _("Hun har ikke sagt endnu, om hun vil kontaktes."),
    AgreementKind.SAID_YES: _("Hun vil gerne komme."),
    AgreementKind.KEEP_GOING: _("Hun har sagt: Bare bliv ved med at skrive og ringe."),
    AgreementKind.LIGHTER: _("Hun vil gerne høre fra os, men sjældnere."),
    AgreementKind.PAUSED: _("Hun vil have pause fra kontakt."),
    AgreementKind.NO_THANKS: _("Hun har sagt nej tak. Kontakt hende ikke."),
}

PLACES: dict[str, str] = {
    Place.IN_GROUP: _("I gruppen"),
    Place.PAUSED: _("Holder pause"),
    Place.LEFT: _("Gået ud af gruppen"),
}

FAILURES: dict[str, str] = {
    "not-an-address": _("Adressen kan ikke bruges."),
    "not-public": _("Adressen peger ind i et lukket netværk. Dertil sendes intet."),
    "timeout": _("Der kom intet svar i tide."),
    "certificate": _("Certifikatet gælder ikke."),
    "not-reached": _("Der kunne ikke skabes forbindelse."),
    "http-410": _("Adressen findes ikke mere, så den er slået fra."),
}

RANKS: dict[Rank, str] = {
    Rank.CONCERN: _("Bekymring"),
    Rank.NEWCOMER: _("Ny i gruppen"),
    Rank.PROMISED: _("Lovet i dag"),
    Rank.REVIEW: _("Spørg igen"),
    Rank.WAITING: "",
    Rank.LEFT_TO_COME: _("Kommer selv"),
}

OPENED_AGAIN: dict[Did, str] = {
    Did.OPENED_AGAIN: _("det, der havde afsluttet den, gælder ikke mere"),
    Did.UNDONE: _("det var en fejl"),
    Did.JOINED: _("hun stod på listen to gange"),
}
ENDS: dict[str, str] = {
    "came_back": _("Hun er kommet igen"),
    "late_cancellation": _("Trukket tilbage: sent afbud"),
    "corrected": _("Trukket tilbage: registeret er rettet"),
    "session_cancelled": _("Trukket tilbage: mødegangen blev aflyst"),
    "coming_next": _("Hun kommer næste gang"),
    "practical_help": _("Hun har brug for hjælp til at komme"),
    "keep_going": _("Hun sagde: bare bliv ved"),
    "just_hard_today": _("Det var bare svært den dag"),
    "wants_pause": _("Hun holder pause"),
    "concern": _("Bekymringen er givet videre"),
    "no_thanks": _("Stoppet: hun sagde nej tak"),
    "open_door": _("Døren står åben: vi spørger ikke mere"),
    "health_visitor_asks": _("Sundhedsplejersken spørger hende"),
    "out_of_group": _("Stoppet: hun holder pause eller er gået ud af gruppen"),
}
