"""
A request that is sent again, on both databases.
"""

from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request, Response

from shared.bus.answers import IdempotencyKeyReused
from shared.bus.tables import answers
from shared.kernel.refusal import NotFound
from shared.web.http import answered_once
from shared.web.who import remember
from tests.bus.notebook import missed, notes
from tests.support.bus import Bench

pytestmark = pytest.mark.parametrize("broker", ["embedded"], indirect=True)


def send(bench: Bench, *, key: str = "key", body: str = "{}", make: Any = None) -> str:
    request = Request(EnvironBuilder(method="POST", data=body).get_environ())
    remember(request, None)
    with_effect = bench.work()

    def effect() -> Response:
        with_effect.connection.execute(select(notes)).all()
        with_effect.outbox.add(missed(), version=1)
        return Response(f"done {body}")

    answer = answered_once(with_effect, request, key, make or effect)
    return answer.get_data(as_text=True)


class TestAnsweredOnce:
    def test_a_repeat_hears_the_first_answer_and_does_nothing(self, bench: Bench):
        """
        The same key and content have one effect, however often they come.
        """
        heard = {send(bench) for _ in range(3)}

        assert heard == {"done {}"}
        assert len(bench.everything()) == 0
        assert bench.relay_all() == 1

    def test_a_key_that_came_with_something_else_is_refused(self, bench: Bench):
        """
        Another content is another request.
        """
        send(bench)

        with pytest.raises(IdempotencyKeyReused):
            send(bench, body='{"other": 1}')
        assert bench.relay_all() == 1

    def test_a_refusal_leaves_the_key_free(self, bench: Bench):
        """
        What was refused may be sent again under its key, once it can be done.
        """

        def refuse() -> Response:
            raise NotFound

        with pytest.raises(NotFound):
            send(bench, make=refuse)

        assert bench.rows(answers) == []
        assert send(bench) == "done {}"

    def test_two_at_once_have_one_effect(self, bench: Bench):
        """
        The second waits until the first is committed, and hears the same.
        """
        heard: list[str] = []
        again = Thread(target=lambda: heard.append(send(bench)))

        def while_another_comes() -> Response:
            work.connection.execute(select(notes)).all()
            again.start()
            again.join(timeout=0.2)
            heard.append("waits" if again.is_alive() else "has not waited")
            work.outbox.add(missed(), version=1)
            return Response("first")

        request = Request(EnvironBuilder(method="POST", data="{}").get_environ())
        remember(request, None)
        work = bench.work()
        answered_once(work, request, "key", while_another_comes)
        again.join()

        assert heard == ["waits", "first"]
        assert bench.relay_all() == 1
