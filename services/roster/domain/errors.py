"""
The ways in which the roster says no; ``facts`` carry ``state`` and ``version``.
"""

from shared.kernel.refusal import Conflict, Forbidden, NotFound, Refusal


class SessionNotStarted(Conflict):
    """
    Nobody can have missed a session that has not begun.
    """

    code = "session-not-started"


class SessionNotClosed(Conflict):
    """
    The register is still open: mark in it instead of correcting it.
    """

    code = "session-not-closed"


class SessionAlreadyClosed(Conflict):
    """
    The register of this session was closed before.
    """

    code = "session-already-closed"


class ReopeningTooLate(Conflict):
    """
    The register was closed more than seven days ago; a line can still be corrected.
    """

    code = "reopening-too-late"


class SessionCancelled(Conflict):
    """
    The session was cancelled, and all that stood in its register with it.
    """

    code = "session-cancelled"


class SessionNotCancelled(Conflict):
    """
    It takes place as it is, or was left out for a holiday: there is nothing to undo.
    """

    code = "session-not-cancelled"


class ReinstatementTooLate(Conflict):
    """
    The session has begun without its mothers, so it cannot take place after all.
    """

    code = "reinstatement-too-late"


class SessionSkipped(Conflict):
    """
    The session falls on a holiday, so it is not held.
    """

    code = "session-skipped"


class NotInRegister(NotFound):
    """
    Nothing stands beside this mother in the register of this session.
    """

    code = "not-in-register"


class MotherAttended(Conflict):
    """
    She was there, so there is nothing to cancel; ``state`` is her outcome.
    """

    code = "mother-attended"


class CancellationTooLate(Conflict):
    """
    The cancellation reached us more than seven days after the session.
    """

    code = "cancellation-too-late"


class OutcomeAlreadyRecorded(Conflict):
    """
    The register says so already; ``state`` is the outcome.
    """

    code = "outcome-already-recorded"


class AnotherPersonAtWork(Conflict):
    """
    The mark was made on this device by somebody who is not at work there now.
    """

    code = "another-person-at-work"


class MarkTooOld(Conflict):
    """
    The mark was made more than seven days ago: whether it came before is forgotten.
    """

    code = "mark-too-old"


class GroupNotFound(NotFound):
    """
    No group has this id.
    """

    code = "group-not-found"


class GroupRunByThem(Conflict):
    """
    These very organisations run the group already.
    """

    code = "group-run-by-them"


class GroupGivenAway(Refusal):
    """
    Whoever asks would not see the group any more, and has not said that she means it.
    """

    code = "group-given-away"


class MotherNotFound(NotFound):
    """
    No mother has this id.
    """

    code = "mother-not-found"


class ChildNotFound(NotFound):
    """
    This mother has no child with this id.
    """

    code = "child-not-found"


class MotherHasDeclined(Conflict):
    """
    She has said no thanks: her yes is taken where we talk with her, not by the way.
    """

    code = "mother-declined"


class MotherAlreadyListed(Conflict):
    """
    A mother with this phone of her own is on a list; ``id`` is her, ``state`` too.
    """

    code = "mother-already-listed"


class NumberSaidNoThanks(Conflict):
    """
    Whoever has this number has said no thanks; of her own a later yes is needed.
    """

    code = "number-said-no-thanks"


class SessionNotFound(NotFound):
    """
    No session has this id.
    """

    code = "session-not-found"


class SessionAlreadyPlanned(Conflict):
    """
    This group has a session at this time already; ``id`` is that one.
    """

    code = "session-already-planned"


class RosterFileNotFound(NotFound):
    """
    This file is not kept here, or no longer.
    """

    code = "roster-file-not-found"


class RosterFileUsed(Conflict):
    """
    This file has been taken in before.
    """

    code = "roster-file-used"


class RosterFileNotReady(Conflict):
    """
    This file has not been read yet, has errors, or is on its way in already.
    """

    code = "roster-file-not-ready"


class YesHeardByOutsider(Forbidden):
    """
    Only the three who run the group can have heard a mother say yes.
    """

    code = "yes-heard-by-outsider"


class PickUpNotFound(NotFound):
    """
    Nobody has planned to fetch this mother to this session.
    """

    code = "pick-up-not-found"


class PickUpAlreadyPlanned(Conflict):
    """
    Somebody fetches her, or has fetched her, already; ``state`` says which.
    """

    code = "pick-up-already-planned"


class PickUpNotPlanned(Conflict):
    """
    She was fetched, or is not fetched after all; ``state`` says which.
    """

    code = "pick-up-not-planned"


class PickUpNotYet(Conflict):
    """
    Nobody can have been fetched before the day of the session.
    """

    code = "pick-up-not-yet"


class PickUpFallen(Conflict):
    """
    It was not a tap that cancelled it, so there is none to take back.
    """

    code = "pick-up-fallen"


class SessionHasBegun(Conflict):
    """
    The session has begun, so it is too late to plan for it.
    """

    code = "session-has-begun"


class MotherNotComing(Conflict):
    """
    She has cancelled this session, or is excused from it.
    """

    code = "mother-not-coming"


class MotherNotExpected(Conflict):
    """
    She is not expected at this session: not yet, not now, not any more, or elsewhere.
    """

    code = "mother-not-expected"


class BuddyNotComing(Conflict):
    """
    The mother who would fetch her does not come to this session herself.
    """

    code = "buddy-not-coming"


class SchoolHolidayNotFound(NotFound):
    """
    No school holiday has this id.
    """

    code = "school-holiday-not-found"


class SchoolHolidayKnown(Conflict):
    """
    A school holiday of these very days stands there already; ``id`` is that one.
    """

    code = "school-holiday-known"


class CalendarLinkNotFound(NotFound):
    """
    This link to a calendar is not in use, or not any more.
    """

    code = "calendar-link-not-found"


class RoleMayNot(Forbidden):
    """
    This step is another role's to take; ``role`` is who asked.
    """

    code = "role-may-not"


class NotFromHere(Conflict):
    """
    From where she stands now this step leads nowhere; ``state`` is where she stands.
    """

    code = "not-from-here"


class NothingToDecide(Conflict):
    """
    Nobody has asked the team about her, or it has decided since.
    """

    code = "nothing-to-decide"


class MayNotBeAskedAgain(Conflict):
    """
    She did not allow that she is asked at a new birth, or has been asked already.
    """

    code = "may-not-be-asked-again"


class NothingToUndo(Conflict):
    """
    The last step cannot be taken back by a tap, or not any more.
    """

    code = "nothing-to-undo"


class VisitNotInHerGroup(Conflict):
    """
    The session is another group's: a first visit is to her own.
    """

    code = "visit-not-in-her-group"


class AlreadyInGroup(Conflict):
    """
    She is in this group; ``state`` is where she stands in it.
    """

    code = "already-in-group"


class OldRegisterOpen(Conflict):
    """
    A session of the group that she would leave has begun, and is not closed.

    Others run the new one: whoever closes it would not see her any more.
    """

    code = "old-register-open"


class SessionIsOver(Conflict):
    """
    The session has ended, so nobody can be expected to come to it.
    """

    code = "session-is-over"


class OwnLinkNotFound(NotFound):
    """
    This link opens nothing: never made, too old, taken back, or hers no more.
    """

    code = "own-link-not-found"


class NothingToCancel(Conflict):
    """
    She was there, it is too late, or the session is not held.
    """

    code = "nothing-to-cancel"


class EnoughQuestions(Conflict):
    """
    A few questions a day by one link are welcome; more are not hers any more.
    """

    code = "enough-questions"


class QuestionNotFound(NotFound):
    """
    No such question stands on this session's page any more.
    """

    code = "question-not-found"


class AbsenceNotFound(NotFound):
    """
    No absence has this id, or she is back.
    """

    code = "absence-not-found"


class AbsenceKnown(Conflict):
    """
    She is away on one of these days already; ``id`` is that absence.
    """

    code = "absence-known"


class DeputyNotAsked(Conflict):
    """
    Nobody asks this deputy about this session, or not any more.
    """

    code = "deputy-not-asked"


class NotOfAGroup(Conflict):
    """
    Only who runs a group, or is a deputy in one, can be missed in it.
    """

    code = "not-of-a-group"
