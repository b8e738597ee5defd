"""
What the API promises to a phone that was without a network for a while.
"""

from datetime import timedelta

import pytest

from shared.kernel.organisations import Role

AN_HOUR = timedelta(hours=1)
EIGHT_DAYS = timedelta(days=8)


@pytest.fixture
def here(visitor):
    """
    Give the path of a session, and the only mother who is expected there.
    """
    group_id = visitor.group()
    mother_id = visitor.mother(group_id, "Ama")
    return f"/sessions/{visitor.session(group_id)}", mother_id


def line_of(visitor, path):
    [line] = visitor.get(path).json()["lines"]
    return line


class TestWaitedMark:
    def test_is_kept_with_the_time_at_which_it_was_made(self, visitor, clock, here):
        """
        An hour without a network does not make a cancellation in time a late one.
        """
        path, mother_id = here
        made_at = (clock.now() - AN_HOUR).isoformat()

        answer = visitor.post(
            f"{path}/cancellations",
            mother_id=mother_id,
            channel="not_told",
            version=0,
            made_at=made_at,
        )

        assert answer.status_code == 200
        assert answer.json()["line"]["received_at"] == made_at

    def test_does_not_write_over_what_it_has_not_seen(self, visitor, here):
        """
        409 with the state and the version that stand in the book.
        """
        path, mother_id = here
        visitor.post(f"{path}/marks", mother_id=mother_id, outcome="excused")

        answer = visitor.post(
            f"{path}/marks", mother_id=mother_id, outcome="attended", version=0
        )

        told = answer.json()
        assert (answer.status_code, told["code"]) == (409, "stale-version")
        assert (told["state"], told["version"]) == ("excused", 1)
        assert line_of(visitor, path)["outcome"] == "excused"

    def test_is_taken_from_whoever_made_it_only(self, visitor, here):
        """
        The pædagog's mark waited; the coordinator is at work on that phone now.
        """
        path, mother_id = here
        mark = {"mother_id": mother_id, "outcome": "attended"}

        hers = {"marked_by": str(visitor.way_in.user(Role.PAEDAGOG).id), **mark}

        refused = visitor.post(f"{path}/marks", **hers)
        taken = visitor.post(f"{path}/marks", role="paedagog", **hers)

        assert refused.json()["code"] == "another-person-at-work"
        assert (refused.status_code, taken.status_code) == (409, 200)

    def test_that_is_too_old_is_refused_by_its_code(self, visitor, clock, here):
        """
        409 mark-too-old for all three kinds, and the book stays as it is.
        """
        path, mother_id = here
        told = {
            "mother_id": mother_id,
            "made_at": (clock.now() - EIGHT_DAYS).isoformat(),
        }

        answers = [
            visitor.post(f"{path}/marks", outcome="attended", **told),
            visitor.post(f"{path}/unmark", **told),
            visitor.post(f"{path}/cancellations", channel="not_told", **told),
        ]

        codes = [(one.status_code, one.json()["code"]) for one in answers]
        assert codes == [(409, "mark-too-old")] * 3
        assert line_of(visitor, path)["outcome"] is None
