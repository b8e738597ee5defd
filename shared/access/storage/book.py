"""
The door's book: what is written in one transaction.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine

from shared.access.storage.api_tokens import ApiTokens
from shared.access.storage.invitations import Invitations
from shared.access.storage.organisations import Organisations
from shared.access.storage.sign_ins import SignIns
from shared.access.storage.tries import TriesBook
from shared.access.storage.users import Users
from shared.db.reading import reading
from shared.db.turns import having_turn


class Book:
    """
    Everything that the door knows. Nothing in a transaction may wait for the network.
    """

    def __init__(self, connection: Connection) -> None:
        self.organisations = Organisations(connection)
        self.users = Users(connection)
        self.invitations = Invitations(connection)
        self.sign_ins = SignIns(connection)
        self.tokens = ApiTokens(connection)
        self.tries = TriesBook(connection)

    def forget_old(self, *, now: datetime) -> None:
        """
        Delete what counts no more; it is done whenever somebody signs in.
        """
        for part in (
            self.invitations,
            self.sign_ins,
            self.tokens,
            self.tries,
        ):
            part.forget_old(now=now)


@contextmanager
def changing(engine: Engine) -> Iterator[Book]:
    """
    Commit what is done in the block, or nothing of it.

    Raises NoTurn.
    """
    with having_turn(engine), engine.begin() as connection:
        yield Book(connection)


@contextmanager
def looking(engine: Engine) -> Iterator[Book]:
    """
    Only look: nobody has to wait.
    """
    with reading(engine) as connection:
        yield Book(connection)
