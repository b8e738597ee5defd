"""
What is done at the door, on both databases.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import eventlet
import pytest
from sqlalchemy import Engine, select

from shared.access.domain.errors import (
    InvitationNotUsable,
    NoRoleHere,
    OrganisationIsThere,
    SignInNameTaken,
    TooManyTries,
    UserNotFound,
)
from shared.access.domain.invitation import LinkKind
from shared.access.domain.tries import OF_ACCOUNT, OF_ADDRESS, WINDOW
from shared.access.domain.user import User
from shared.access.storage.book import Book, changing, looking
from shared.access.storage.tables import metadata, sign_ins
from shared.access.usecases.add_organisation import (
    add_organisation,
    organisation_to_be,
)
from shared.access.usecases.count_try import (
    count_try,
    forgive_tries,
    refuse_if_waiting,
)
from shared.access.usecases.disable_user import disable_user
from shared.access.usecases.invite_user import Invited, invite_again, invite_user
from shared.access.usecases.let_in_again import let_in_again
from shared.access.usecases.make_token import make_token
from shared.access.usecases.sign_in import begin_sign_in, end_sign_in, recognise
from shared.access.usecases.use_invitation import look_at_invitation, use_invitation
from shared.access.usecases.welcome_claims import Claims, welcome_claims
from shared.kernel.ids import new_id
from shared.kernel.organisations import (
    PARTNERS,
    Organisation,
    Role,
    Within,
    first_of,
)
from shared.kernel.refusal import Invalid
from shared.kernel.secret import digest_of

DAYCARE = first_of(Organisation.DAYCARE)
HOUSING_TEAM = first_of(Organisation.HOUSING_TEAM)

TUESDAY_TEN = datetime(2026, 11, 17, 9, 0, tzinfo=UTC)
A_MINUTE = timedelta(minutes=1)
HASH = "a hash"
AT = {"address": "192.0.2.7"}


def invited(engine: Engine, sign_in_name: str = "prøve@hus.example") -> Invited:
    with changing(engine) as book:
        return invite_user(
            organisation=Organisation.HOUSING_TEAM,
            role=Role.COORDINATOR,
            name="Prøve Koordinator",
            sign_in_name=sign_in_name,
            now=TUESDAY_TEN,
            book=book,
        )


def signed_in(engine: Engine, user: User) -> str:
    with changing(engine) as book:
        return begin_sign_in(user=user, now=TUESDAY_TEN, book=book)


def known(engine: Engine, secret: str, *, later: timedelta = A_MINUTE) -> User | None:
    with looking(engine) as book:
        found = recognise(secret=secret, now=TUESDAY_TEN + later, book=book)
    return found.user if found else None


def shut_out(user: User, book: Book) -> None:
    disable_user(user_id=user.id, organisation_id=None, now=TUESDAY_TEN, book=book)


class TestInvitation:
    def test_lets_in_once(self, engine: Engine):
        """
        To look changes nothing; to use it sets the password, and a second use is none.
        """
        link = invited(engine)
        told = {"secret": link.secret, "kind": LinkKind.INVITATION}
        told |= {"now": TUESDAY_TEN + A_MINUTE}
        with looking(engine) as book:
            for _ in range(3):
                assert look_at_invitation(**told, book=book) == link.user

        with changing(engine) as book:
            user = use_invitation(**told, password_hash=HASH, book=book)

        with looking(engine) as book:
            assert book.users.called("prøve@hus.example") == user
        assert user.password_hash == HASH
        with changing(engine) as book, pytest.raises(InvitationNotUsable):
            use_invitation(**told, password_hash=HASH, book=book)

    @pytest.mark.parametrize(
        ("kind", "later"),
        [(LinkKind.DEMO, timedelta(0)), (LinkKind.INVITATION, timedelta(days=3))],
    )
    def test_is_for_its_purpose_and_its_time(
        self, engine: Engine, kind: LinkKind, later: timedelta
    ):
        """
        An invitation is no demo link, and is over after three days.
        """
        secret = invited(engine).secret
        now = TUESDAY_TEN + later

        with looking(engine) as book, pytest.raises(InvitationNotUsable):
            look_at_invitation(secret=secret, kind=kind, now=now, book=book)

    def test_ends_an_earlier_one_and_her_sign_ins(self, engine: Engine):
        """
        A new link makes the old one useless; a new password signs everybody out.
        """
        first = invited(engine)
        browser = signed_in(engine, first.user)
        with changing(engine) as book:
            second = invite_again(
                user_id=first.user.id,
                organisation_id=HOUSING_TEAM,
                now=TUESDAY_TEN,
                book=book,
            )
        told = {"kind": LinkKind.INVITATION, "now": TUESDAY_TEN}

        with looking(engine) as book, pytest.raises(InvitationNotUsable):
            look_at_invitation(secret=first.secret, **told, book=book)
        with changing(engine) as book:
            use_invitation(secret=second.secret, **told, password_hash=HASH, book=book)

        assert known(engine, browser) is None

    def test_is_for_a_name_of_her_own(self, engine: Engine):
        """
        Two people cannot sign in under one name, whatever the capitals.
        """
        invited(engine)

        with pytest.raises(SignInNameTaken):
            invited(engine, "PRØVE@hus.example")

    def test_keeps_no_secret(self, engine: Engine):
        """
        Whoever reads the database cannot use what stands in it.
        """
        link = invited(engine)
        browser = signed_in(engine, link.user)
        with changing(engine) as book:
            token = make_token(
                name="board",
                organisation=Organisation.DAYCARE,
                role=Role.PAEDAGOG,
                scopes={"roster:read"},
                now=TUESDAY_TEN,
                book=book,
            )

        with engine.connect() as connection:
            kept = "".join(
                str(connection.execute(select(table)).all())
                for table in metadata.sorted_tables
            )
        assert digest_of(token) in kept
        assert [one for one in (link.secret, browser, token) if one in kept] == []


class TestSignIn:
    def test_is_known_until_she_leaves(self, engine: Engine):
        """
        The browser's secret names the user; after signing out it names nobody.
        """
        user = invited(engine).user
        secret = signed_in(engine, user)
        assert known(engine, secret) == user

        with changing(engine) as book:
            end_sign_in(secret=secret, book=book)

        assert known(engine, secret) is None

    def test_ends_when_nobody_is_there(self, engine: Engine):
        """
        After half an hour it counts no more, unless it was noted in between.
        """
        secret = signed_in(engine, invited(engine).user)
        half_an_hour = timedelta(minutes=30)
        assert known(engine, secret, later=half_an_hour) is None

        with changing(engine) as book:
            book.sign_ins.note(digest_of(secret), now=TUESDAY_TEN + A_MINUTE)

        assert known(engine, secret, later=half_an_hour) is not None

    def test_is_forgotten_when_it_counts_no_more(self, engine: Engine):
        """
        Old rows do not pile up: the next who signs in takes them away.
        """
        user = invited(engine).user
        signed_in(engine, user)

        with changing(engine) as book:
            begin_sign_in(user=user, now=TUESDAY_TEN + timedelta(days=1), book=book)

        with engine.connect() as connection:
            assert len(connection.execute(select(sign_ins)).all()) == 1


class TestDisabling:
    def test_ends_everything_at_once(self, engine: Engine):
        """
        No sign-in, no invitation and no new link is left to who has left the work.
        """
        link = invited(engine)
        browsers = [signed_in(engine, link.user) for _ in range(3)]
        whose = {"user_id": link.user.id, "now": TUESDAY_TEN}

        with changing(engine) as book:
            disable_user(**whose, organisation_id=None, book=book)

        assert [known(engine, one) for one in browsers] == [None] * 3
        with changing(engine) as book, pytest.raises(UserNotFound):
            invite_again(**whose, organisation_id=HOUSING_TEAM, book=book)

    def test_is_not_for_another_organisations_administrator(self, engine: Engine):
        """
        Another organisation's people are not there for her.
        """
        user = invited(engine).user

        with changing(engine) as book, pytest.raises(UserNotFound):
            disable_user(
                user_id=user.id,
                organisation_id=DAYCARE,
                now=TUESDAY_TEN,
                book=book,
            )

    def test_is_taken_back_by_her_own_organisation(self, engine: Engine):
        """
        Whoever was shut out by mistake may sign in again; what was ended stays ended.
        """
        user = invited(engine).user
        before = signed_in(engine, user)
        with changing(engine) as book:
            disable_user(
                user_id=user.id, organisation_id=None, now=TUESDAY_TEN, book=book
            )
        with changing(engine) as book, pytest.raises(UserNotFound):
            let_in_again(user_id=user.id, organisation_id=DAYCARE, book=book)

        with changing(engine) as book:
            own = HOUSING_TEAM
            again = let_in_again(user_id=user.id, organisation_id=own, book=book)

        assert known(engine, before) is None
        assert known(engine, signed_in(engine, again)) == again


class TestTries:
    def test_are_limited_for_the_account_known_or_not(self, engine: Engine):
        """
        The count of a name that nobody has goes like any other's.
        """
        invited(engine)
        waits = {}
        for name in ("prøve@hus.example", "nobody@hus.example"):
            told = {"sign_in_name": name, "address": f"of {name}"}
            waits[name] = []
            for _ in range(OF_ACCOUNT + 1):
                with changing(engine) as book:
                    waits[name].append(count_try(**told, now=TUESDAY_TEN, book=book))

        first, second = waits.values()
        assert first == second == [0] * OF_ACCOUNT + [WINDOW.seconds]
        with pytest.raises(TooManyTries):
            refuse_if_waiting(first[-1])

    def test_that_come_at_once_are_each_counted(self, engine: Engine):
        """
        A hundred tries in one moment: as many are looked at as one after the other.
        """

        def try_once(number: int) -> int:
            with changing(engine) as book:
                return count_try(
                    sign_in_name=f"name {number}", **AT, now=TUESDAY_TEN, book=book
                )

        pool = eventlet.GreenPool(20)
        waits = list(pool.imap(try_once, range(100)))

        assert sum(wait == 0 for wait in waits) == OF_ADDRESS

    def test_are_forgiven_and_forgotten(self, engine: Engine):
        """
        Who was right in the end begins anew, and so does everybody after the window.
        """
        told = {"sign_in_name": "prøve", **AT}
        for _ in range(OF_ACCOUNT):
            with changing(engine) as book:
                count_try(**told, now=TUESDAY_TEN, book=book)

        with changing(engine) as book:
            forgive_tries(**told, book=book)
            assert count_try(**told, now=TUESDAY_TEN, book=book) == 0
            book.tries.forget_old(now=TUESDAY_TEN + WINDOW)
            assert count_try(**told, now=TUESDAY_TEN + WINDOW, book=book) == 0

    def test_begin_anew_after_the_window(self, engine: Engine):
        """
        A quarter of an hour later the count begins at one.
        """
        told = {"sign_in_name": "prøve", **AT}
        for _ in range(OF_ACCOUNT + 1):
            with changing(engine) as book:
                count_try(**told, now=TUESDAY_TEN, book=book)

        with changing(engine) as book:
            assert count_try(**told, now=TUESDAY_TEN + WINDOW, book=book) == 0


class TestTokens:
    def test_are_replaced_under_the_same_name(self, engine: Engine):
        """
        A new token keeps the machine's id, and the old one opens nothing any more.
        """
        told = {
            "name": "board",
            "organisation": Organisation.DAYCARE,
            "role": Role.MACHINE,
            "scopes": {"roster:read", "roster:write"},
            "now": TUESDAY_TEN,
        }
        with changing(engine) as book:
            first = make_token(**told, book=book)
            before = book.tokens.find(digest_of(first)).token
            second = make_token(**told, book=book)

        with looking(engine) as book:
            after = book.tokens.find(digest_of(second)).token
            assert book.tokens.find(digest_of(first)) is None
        assert (before.id, before.scopes) == (after.id, after.scopes)

        with changing(engine) as book:
            assert book.tokens.end(after.id)
            assert not book.tokens.end(after.id)


class TestOrganisations:
    def test_are_one_of_each_kind_from_the_start(self, engine: Engine):
        """
        Each has the id that every service knows, and nobody is kept within anything.
        """
        user = invited(engine).user
        secret = signed_in(engine, user)

        with looking(engine) as book:
            everyone = {one.kind: one.id for one in book.organisations.everyone()}
            found = recognise(secret=secret, now=TUESDAY_TEN, book=book)
        assert everyone == {kind: first_of(kind) for kind in PARTNERS}
        assert found.within is None

    def test_keep_their_people_apart(self, engine: Engine):
        """
        Two housing teams: each sees its own work and its own people, and no other.
        """
        ours = invited(engine).user
        with changing(engine) as book:
            kind = Organisation.HOUSING_TEAM
            other = add_organisation(kind=kind, name="Nordbyens team", book=book)
            theirs = replace(ours, id=new_id(), organisation_id=other.id)
            theirs = replace(theirs, sign_in_name="another")
            book.users.add(theirs)
            told = {"role": Role.COORDINATOR, "scopes": (), "now": TUESDAY_TEN}
            tokens = [
                make_token(
                    name="board",
                    organisation=kind,
                    organisation_id=of,
                    **told,
                    book=book,
                )
                for of in (ours.organisation_id, other.id)
            ]

        with looking(engine) as book:
            assert book.users.of(other.id) == [theirs]
            assert book.users.of(ours.organisation_id) == [ours]
            with pytest.raises(UserNotFound):
                book.users.get_in(other.id, ours.id)
            machines = [book.tokens.find(digest_of(one)) for one in tokens]
        within = [
            Within(kind=kind, organisation_id=of)
            for of in (ours.organisation_id, other.id)
        ]
        assert [one.within for one in machines] == within
        assert machines[0].token.id != machines[1].token.id
        for user, bounds in zip((ours, theirs), within, strict=True):
            secret = signed_in(engine, user)
            with looking(engine) as book:
                found = recognise(secret=secret, now=TUESDAY_TEN, book=book)
            assert found.within == bounds

    def test_are_let_in_once(self, engine: Engine):
        """
        Its id is known before, as its queue is already called. A second of this name
        is refused: it would work as the first.
        """
        told = {"kind": Organisation.HEALTH_VISITORS, "name": "Nordbyens sundhedspleje"}
        with looking(engine) as book:
            expected = organisation_to_be(**told, book=book)
        with changing(engine) as book:
            assert add_organisation(**told, book=book) == expected
        with changing(engine) as book, pytest.raises(OrganisationIsThere) as refused:
            add_organisation(**told, book=book)
        assert refused.value.facts == {"id": expected.id}

        with looking(engine) as book:
            assert len(book.organisations.of_kind(told["kind"])) == 2

    def test_have_a_name(self, engine: Engine):
        """
        The others choose it from a list.
        """
        with changing(engine) as book, pytest.raises(Invalid):
            add_organisation(kind=Organisation.DAYCARE, name=" ", book=book)


class TestClaims:
    CLAIMS = Claims(
        issuer="https://id.example",
        subject="17",
        name="Prøve Sundhedsplejerske",
        role=Role.HEALTH_VISITOR,
        organisation=Organisation.HEALTH_VISITORS,
    )

    def test_make_a_user_once_and_follow_the_other_side(self, engine: Engine):
        """
        The same person is the same user; her role is what the other side says today.
        """
        with changing(engine) as book:
            first = welcome_claims(claims=self.CLAIMS, book=book)
        promoted = Claims(**{**vars(self.CLAIMS), "role": Role.HEALTH_VISITORS_LEADER})
        with changing(engine) as book:
            second = welcome_claims(claims=promoted, book=book)

        assert first.id == second.id
        assert second.role == Role.HEALTH_VISITORS_LEADER
        with looking(engine) as book:
            assert book.users.of(first_of(Organisation.HEALTH_VISITORS)) == [second]

    def test_do_not_let_in_who_was_disabled_here(self, engine: Engine):
        """
        What the other side says does not undo what was decided here.
        """
        with changing(engine) as book:
            user = welcome_claims(claims=self.CLAIMS, book=book)
            disable_user(
                user_id=user.id, organisation_id=None, now=TUESDAY_TEN, book=book
            )

        with changing(engine) as book, pytest.raises(NoRoleHere):
            welcome_claims(claims=self.CLAIMS, book=book)
