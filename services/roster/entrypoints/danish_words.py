"""
The roster's codes as staff call them.
"""

from datetime import date

from services.roster.domain.absence import AbsenceKind
from services.roster.domain.arrangement import MeetingPlace
from services.roster.domain.attendance import Outcome
from services.roster.domain.coverage import WhyNot
from services.roster.domain.disclosure import Purpose
from services.roster.domain.erasure import Cause
from services.roster.domain.pick_up_codes import Because
from services.roster.domain.register_change import (
    Act,
    CancellationReason,
    CorrectionReason,
)
from shared.kernel.organisations import Organisation, Role
from shared.web.language import lazy_gettext as _
from shared.web.language import ngettext

OUTCOMES: dict[str, str] = {
    Outcome.ATTENDED: _("Mødt"),
    Outcome.CANCELLED: _("Afbud"),
    Outcome.CANCELLED_LATE: _("Sent afbud"),
    Outcome.EXCUSED: _("Undskyldt"),
    Outcome.MISSED: _("Udeblevet"),
    Outcome.SESSION_CANCELLED: _("Aflyst"),
}
CORRECTIONS: dict[str, str] = {
    outcome: OUTCOMES[outcome]
    for outcome in (
        Outcome.ATTENDED,
        Outcome.CANCELLED,
        Outcome.EXCUSED,
        Outcome.MISSED,
    )
}
ACTS: dict[str, str] = {
    Act.LATE_CANCELLATION: _("Sent afbud"),
    Act.CORRECTION: _("Rettet"),
    Act.REOPENED: _("Registeret blev åbnet igen"),
    Act.CLOSED_AGAIN: _("Lukket igen"),
    Act.SESSION_CANCELLED: _("Mødegangen blev aflyst"),
    Act.SESSION_REINSTATED: _("Aflysningen blev taget tilbage"),
    Act.MERGED: _("To linjer om den samme mor blev til én"),
}
REASONS_TO_CHOOSE: dict[str, str] = {
    CorrectionReason.WRONG_ROW: _("Forkert linje"),
    CorrectionReason.CAME_LATE: _("Hun kom senere"),
    CorrectionReason.TOLD_US_BEFORE: _("Hun havde sagt det før"),
    CorrectionReason.OTHER: _("Andet"),
}
CANCELLATION_REASONS: dict[str, str] = {
    CancellationReason.STAFF_ILL: _("Sygdom"),
    CancellationReason.TOO_FEW_STAFF: _("For få på arbejde"),
    CancellationReason.ROOM_CLOSED: _("Lokalet er lukket"),
    CancellationReason.WEATHER: _("Vejret"),
    CancellationReason.OTHER: _("Andet"),
}
REASONS: dict[str, str] = (
    CANCELLATION_REASONS
    | REASONS_TO_CHOOSE
    | {
        CorrectionReason.TAKEN_BACK: _("Rettelsen var forkert"),
        CorrectionReason.MARK_HAD_WAITED: _("Mærket ventede på en telefon"),
    }
)
CHANNELS: dict[str, str] = {
    "not_told": _("Ikke oplyst"),
    "text": _("Sms"),
    "call": _("Opkald"),
    "voice": _("Talebesked"),
    "in_person": _("Sagt til os"),
    "through_another": _("Gennem en anden"),
}
DRIVERS: dict[str, str] = {
    Role.COORDINATOR: _("Koordinatoren"),
    Role.PAEDAGOG: _("Pædagogen"),
    Role.HEALTH_VISITOR: _("Sundhedsplejersken"),
}
FACILITATORS: dict[str, str] = {
    Role.COORDINATOR: _("Koordinator"),
    Role.PAEDAGOG: _("Pædagog"),
    Role.HEALTH_VISITOR: _("Sundhedsplejerske"),
}
WHY_NOT_IN_ROOM: dict[str, str] = {
    WhyNot.NOBODY_NAMED: _("ingen er valgt"),
    WhyNot.ABSENT: _("kan ikke være der"),
    WhyNot.FETCHING: _("henter en mor og kommer bagefter"),
}
ABSENCE_KINDS: dict[str, str] = {
    AbsenceKind.COURSE: _("Kursus"),
    AbsenceKind.ILLNESS: _("Sygdom"),
    AbsenceKind.OTHER: _("Andet"),
}
MEETING_PLACES: dict[str, str] = {
    MeetingPlace.HER_DOOR: _("Hjemme hos hende"),
    MeetingPlace.BUS_STOP: _("Ved busstoppet"),
    MeetingPlace.STATION: _("På stationen"),
    MeetingPlace.ELSEWHERE: _("Et andet sted"),
}
WHY_NOT_FETCHED: dict[str, str] = {
    Because.ASKED: _("Aflyst"),
    Because.NOT_COMING: _("Hun har meldt afbud"),
    Because.BUDDY_NOT_COMING: _("Den, der skulle hente, kommer ikke"),
    Because.NO_THANKS: _("Hun har sagt nej tak"),
    Because.BUDDY_NO_THANKS: _("Den, der skulle hente, kommer ikke"),
    Because.OUT_OF_GROUP: _("Hun holder pause eller er gået ud af gruppen"),
    Because.BUDDY_OUT_OF_GROUP: _("Den, der skulle hente, kommer ikke"),
    Because.OTHER_GROUP: _("Hun er kommet i en anden gruppe"),
    Because.BUDDY_OTHER_GROUP: _("Den, der skulle hente, kommer ikke"),
    Because.VISIT_MOVED: _("Hun kommer første gang en anden dag"),
    Because.SESSION_CANCELLED: _("Mødegangen er aflyst"),
}
THEMES: tuple[str, ...] = (
    _("kost"),
    _("søvn"),
    _("motorik"),
    _("sprog"),
    _("parforhold"),
)
PURPOSES: dict[str, str] = {
    Purpose.HOME_VISIT: _("Hjemmebesøg"),
    Purpose.DAYCARE_HAND_OFF: _("Overlevering til dagtilbud"),
}
ORGANISATIONS: dict[str, str] = {
    Organisation.DAYCARE: _("dagtilbuddet"),
    Organisation.HEALTH_VISITORS: _("sundhedsplejen"),
    Organisation.HOUSING_TEAM: _("det boligsociale team"),
    Organisation.DAYCARE_INTAKE: _("pladsanvisningen"),
}

ERASED_BECAUSE: dict[str, str] = {
    Cause.SHE_ASKED: _("Hun bad om det"),
    Cause.NO_THANKS_LONG_AGO: _("Det er længe siden, hun sagde nej tak"),
    Cause.NOT_SEEN_FOR_LONG: _("Det er længe siden, hun var med"),
}


def age(born_on: date, *, on: date) -> str:
    """
    Write a child's age in whole months, as health visitors count it.
    """
    months = (on.year - born_on.year) * 12 + on.month - born_on.month
    months -= on.day < born_on.day
    told = ngettext("%(months)s måned", "%(months)s måneder", months)
    return told % {"months": months}
