import json

import pytest
import structlog

from shared.logging import configure_logging, where

MOTHER = "0193b6a0-7d1c-7e8c-b1f0-3f2f0f3a9c55"


@pytest.fixture(autouse=True)
def _as_it_was():
    yield
    structlog.reset_defaults()


class TestLogging:
    def test_masks_what_looks_like_a_number_of_a_person(
        self, capfd: pytest.CaptureFixture
    ):
        """
        A CPR or phone number that slips in is masked; an id stays readable.
        """
        configure_logging(json=True)

        structlog.get_logger().info(
            "noted", a="010190-1234", b="ring 22 33 44 55", mother_id=MOTHER
        )

        told = json.loads(capfd.readouterr().err)
        assert told["a"] == "[cpr]"
        assert told["b"] == "ring [number]"
        assert told["mother_id"] == MOTHER

    def test_is_one_line_an_event(self, capfd: pytest.CaptureFixture):
        """
        A line break in a value cannot begin a line of its own.
        """
        configure_logging(json=True)

        structlog.get_logger().info("noted", reason="one\ntwo")

        assert len(capfd.readouterr().err.splitlines()) == 1

    def test_says_where_without_what(self):
        """
        The place of an exception is told, its text is not.
        """
        with pytest.raises(ValueError, match="prøve") as caught:
            int("prøve navn")
        places = where(caught.value)

        assert "test_logging.py" in places[-1]
        assert "prøve navn" not in str(places)
