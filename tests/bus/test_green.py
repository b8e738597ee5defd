import socket

import eventlet
import pytest
from eventlet.hubs import IOClosed, trampoline
from sqlalchemy import text

from shared.db.engine import make_engine


class TestGreen:
    @pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
    def test_a_connection_may_get_the_number_of_a_socket_that_somebody_waits_for(
        self, database_url: str
    ):
        """
        A socket was closed behind the back of whoever reads it, and the system gives
        its number to the next connection. The query is answered; the reader is told.
        """
        engine = make_engine(database_url)
        ours, _theirs = socket.socketpair()
        number = ours.fileno()
        reader = eventlet.spawn(_is_told_of_its_end, number)
        eventlet.sleep(0)

        ours.close()
        with engine.connect() as connection:
            reused = connection.connection.driver_connection.fileno()
            answer = connection.execute(text("select 1")).scalar_one()

        assert (answer, reused) == (1, number)
        assert reader.wait()

    @pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
    def test_others_go_on_while_a_query_runs(self, database_url: str):
        engine = make_engine(database_url)
        went_on: list[int] = []

        with engine.connect() as connection:
            others = eventlet.spawn(lambda: went_on.append(1))
            connection.execute(text("select pg_sleep(0.1)"))
            assert went_on == [1]
        others.wait()


def _is_told_of_its_end(descriptor: int) -> bool:
    try:
        trampoline(descriptor, read=True)
    except IOClosed:
        return True
    return False
