"""
The rules of the door.
"""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from shared.access.domain.api_token import ApiToken, id_of_token
from shared.access.domain.errors import PasswordNotGoodEnough, RoleNotInOrganisation
from shared.access.domain.invitation import Invitation, LinkKind
from shared.access.domain.sign_in import SignIn
from shared.access.domain.tries import Tries
from shared.access.domain.user import User, as_typed, checked_password
from shared.kernel.organisations import ORGANISATIONS_OF, PEOPLE, Organisation, Role

TUESDAY_TEN = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)


def user(role: Role, organisation: Organisation) -> User:
    return User(id=uuid4(), role=role, organisation=organisation, name="Prøve")


def sign_in(*, seen: timedelta) -> SignIn:
    return SignIn(
        id=uuid4(),
        user_id=uuid4(),
        begun_at=TUESDAY_TEN,
        seen_at=TUESDAY_TEN + seen,
    )


class TestUser:
    @pytest.mark.parametrize("role", Role)
    def test_has_a_role_of_her_organisation(self, role: Role):
        """
        A role exists in its own organisations only, and only people are users.
        """
        for organisation in Organisation:
            if role in PEOPLE and organisation in ORGANISATIONS_OF[role]:
                assert user(role, organisation).may_come_in
            else:
                with pytest.raises(RoleNotInOrganisation):
                    user(role, organisation)

    def test_is_disabled_once(self):
        """
        The first moment counts; a repeat does not move it.
        """
        ended = user(Role.PAEDAGOG, Organisation.DAYCARE).disabled(at=TUESDAY_TEN)

        again = ended.disabled(at=TUESDAY_TEN + timedelta(days=1))

        assert (again.may_come_in, again.disabled_at) == (False, TUESDAY_TEN)

    def test_is_called_the_same_however_she_types_it(self):
        """
        Capitals, blanks around it and composed letters do not keep anybody out.
        """
        assert as_typed("  Åse@Hus.EXAMPLE ") == as_typed("A\u030ase@hus.example")


class TestPassword:
    @pytest.mark.parametrize(
        "guessable", ["short", "x" * 201, "abababababab", "prøve@hus.example"]
    )
    def test_is_not_guessed(self, guessable: str):
        """
        Too short, endless, two letters in turn, or her own name: refused.
        """
        with pytest.raises(PasswordNotGoodEnough):
            checked_password(guessable, sign_in_name="prøve@hus.example")

    def test_is_the_same_from_every_keyboard(self):
        """
        A letter that is put together from two is the same letter.
        """
        told = checked_password("blå heste drikker", sign_in_name=None)

        composed = "bla\u030a heste drikker"
        assert checked_password(composed, sign_in_name=None) == told


class TestSignIn:
    @pytest.mark.parametrize(
        ("seen", "now", "holds"),
        [
            (timedelta(0), timedelta(minutes=29, seconds=59), True),
            (timedelta(0), timedelta(minutes=30), False),
            (timedelta(hours=9, minutes=59), timedelta(hours=9, minutes=59), True),
            (timedelta(hours=9, minutes=59), timedelta(hours=10), False),
        ],
    )
    def test_ends_when_she_is_away_and_after_a_day(
        self, seen: timedelta, now: timedelta, *, holds: bool
    ):
        """
        Thirty minutes idle, ten hours at most, to the second.
        """
        assert sign_in(seen=seen).holds(now=TUESDAY_TEN + now) == holds

    def test_is_noted_once_a_minute(self):
        """
        A page is not made slower by writing down each look.
        """
        one = sign_in(seen=timedelta(0))

        assert not one.is_to_be_noted(now=TUESDAY_TEN + timedelta(seconds=59))
        assert one.is_to_be_noted(now=TUESDAY_TEN + timedelta(seconds=60))


class TestInvitation:
    def test_is_for_one_purpose_and_one_time(self):
        """
        A demo's link is no invitation, nor the other way round; neither lasts for ever.
        """
        one = Invitation(
            digest="",
            kind=LinkKind.INVITATION,
            user_id=uuid4(),
            expires_at=TUESDAY_TEN,
        )
        before = TUESDAY_TEN - timedelta(seconds=1)

        assert one.is_usable(kind=LinkKind.INVITATION, now=before)
        assert not one.is_usable(kind=LinkKind.DEMO, now=before)
        assert not one.is_usable(kind=LinkKind.INVITATION, now=TUESDAY_TEN)


class TestApiToken:
    def test_acts_for_an_organisation_that_has_the_role(self):
        """
        A machine of the daycare cannot be made the housing team's coordinator.
        """
        with pytest.raises(RoleNotInOrganisation):
            ApiToken(
                id=id_of_token("board", organisation=Organisation.DAYCARE),
                digest="",
                name="board",
                organisation=Organisation.DAYCARE,
                role=Role.COORDINATOR,
                scopes=frozenset(),
                made_at=TUESDAY_TEN,
            )


class TestTries:
    def test_wait_until_the_window_is_over(self):
        """
        Who has tried too often is told for how long, and never for less than a second.
        """
        tries = Tries(began_at=TUESDAY_TEN, number=9)

        assert (tries.is_too_many(8), tries.is_too_many(9)) == (True, False)
        assert tries.seconds_left(now=TUESDAY_TEN + timedelta(minutes=5)) == 600
        assert tries.seconds_left(now=TUESDAY_TEN + timedelta(hours=5)) == 1
