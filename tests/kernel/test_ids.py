import time
from uuid import UUID

from shared.kernel.ids import id_of_cause, new_id

ROUNDS = 10_000


class TestNewId:
    def test_is_unique_and_sorts_in_the_order_of_its_making(self):
        """
        Ids of rows and events sort by time, so an index grows at one end.
        """
        made = []
        for _ in range(200):
            made.append(new_id())
            time.sleep(0.00001)

        assert made == sorted(made)
        assert len({new_id() for _ in range(ROUNDS)}) == ROUNDS

    def test_is_a_uuid_of_version_7(self):
        """
        Other systems can read the time out of it.
        """
        made = new_id()

        assert made.version == 7
        assert made.variant == "specified in RFC 4122"
        assert abs((made.int >> 80) / 1000 - time.time()) < 5


class TestIdOfCause:
    def test_is_the_same_wherever_it_is_asked(self):
        """
        One cause has one id; another cause has another.
        """
        mother, session = UUID(int=1), UUID(int=2)

        assert id_of_cause("missed", mother, session) == id_of_cause(
            "missed", str(mother), str(session)
        )
        assert id_of_cause("missed", mother, session) != id_of_cause(
            "missed", session, mother
        )
        assert id_of_cause("missed", mother) != id_of_cause("texted", mother)
