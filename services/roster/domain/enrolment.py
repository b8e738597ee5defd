"""
The words in which a mother's way through the group is told.
"""

from enum import StrEnum


class Enrolment(StrEnum):
    """
    Where a mother stands.
    """

    SUGGESTED = "suggested"
    INVITED = "invited"
    INTERESTED = "interested"
    FIRST_VISIT_PLANNED = "first_visit_planned"
    ACTIVE = "active"
    PAUSED = "paused"
    LEAVING = "leaving"
    ALUMNI = "alumni"
    DECLINED = "declined"
    ERASED = "erased"


class Step(StrEnum):
    """
    What takes her from one place to the next.
    """

    LISTED = "listed"
    SUGGESTED = "suggested"
    INVITED = "invited"
    SAID_YES = "said_yes"
    FIRST_VISIT_PLANNED = "first_visit_planned"
    CAME_FIRST_TIME = "came_first_time"
    FIRST_VISIT_FELL_THROUGH = "first_visit_fell_through"
    FIRST_VISIT_CORRECTED = "first_visit_corrected"
    PAUSED = "paused"
    RESUMED = "resumed"
    REVIEW_RAISED = "review_raised"
    REVIEW_PROPOSED = "review_proposed"
    REVIEW_DECIDED = "review_decided"
    STAYED = "stayed"
    LEFT = "left"
    SAID_NO_THANKS = "said_no_thanks"
    CAME_BACK = "came_back"
    NEW_BIRTH = "new_birth"
    NEW_BABY = "new_baby"
    OFFERED_HELP = "offered_help"
    WITHDREW_HELP = "withdrew_help"
    TOOK_YES_BACK = "took_yes_back"
    CHANGED_GROUP = "changed_group"
    MERGED = "merged"
    ERASED = "erased"
    UNDONE = "undone"


class SuggestedBy(StrEnum):
    """
    Who thought of her.
    """

    HEALTH_VISITOR = "health_visitor"
    DAYCARE = "daycare"
    HOUSING_TEAM = "housing_team"
    A_MOTHER = "a_mother"
    HERSELF = "herself"
    ANOTHER = "another"


class PauseReason(StrEnum):
    """
    Why she stays away for a while.
    """

    ILLNESS = "illness"
    TRAVEL = "travel"
    BIRTH = "birth"
    EXAM = "exam"
    WORK = "work"
    ANOTHER = "another"


class LeaveReason(StrEnum):
    """
    What she leaves for; none of them is a failure.
    """

    DAYCARE = "daycare"
    SCHOOL = "school"
    WORK = "work"
    MOVED = "moved"
    NO_LONGER_MAKES_SENSE = "no_longer_makes_sense"


class ReviewCause(StrEnum):
    """
    Why two of us should talk about her; never why she should go.
    """

    NO_ANSWER = "no_answer"
    CHILD_OVER_TWO = "child_over_2"
    ABSENT_SIX_WEEKS = "absent_6w"
    DAYCARE_STARTED = "daycare_started"


class Decision(StrEnum):
    """
    What two of us decide together.

    An invited mother is asked once more or left in peace for now; one in the group
    stays in it, or leaves as agreed with her.
    """

    STAYS = "stays"
    LEAVES = "leaves"
    ASK_AGAIN = "ask_again"
    LET_REST = "let_rest"


class Help(StrEnum):
    """
    What a mother may offer to do for the others, also when she has left.
    """

    WELCOME = "welcome"
    TRANSLATE = "translate"
    COOK = "cook"
    TRIP = "trip"
    MAKE_READY = "make_ready"
    RUN_SESSION = "run_session"
