"""
The two lanes of `make faults`.
"""

from tests.faults.lanes import side_by_side
from tests.faults.rows import LANES, ROWS

NOBODY = "amqp://127.0.0.1:1//"


class TestLanes:
    def test_hold_each_row_once(self):
        """
        A row that no lane has would keep its old figures, and nobody would know.
        """
        in_lanes = [name for lane in LANES for name in lane]

        assert sorted(in_lanes) == sorted(row.name for row in ROWS)

    def test_fail_where_one_fails(self, capfd):
        """
        A lane that ends badly is not made good by another.
        """
        failed = side_by_side(
            [["A0"]], words=[], rabbitmq_url=NOBODY, postgres_url=NOBODY
        )

        assert failed
        assert "no such row: A0" in capfd.readouterr().err
