"""
Tests of how the browser is found.
"""

import pytest

from tests.support.chromium import NAMED_IN, NoBrowserError, chromium


class TestChromium:
    def test_is_the_one_that_a_person_names(self, monkeypatch, tmp_path):
        """
        Whoever names a browser means that one, and no other is looked for.
        """
        named = tmp_path / "my_browser"
        named.touch()
        monkeypatch.setenv(NAMED_IN, str(named))

        assert chromium() == named

    def test_that_is_named_but_not_there_is_said(self, monkeypatch, tmp_path):
        """
        A name that leads nowhere is a mistake to hear of, not to work around.
        """
        monkeypatch.setenv(NAMED_IN, str(tmp_path / "nothing"))

        with pytest.raises(NoBrowserError, match="names a file that is not there"):
            chromium()

    def test_that_cannot_be_installed_is_explained(self, monkeypatch, tmp_path):
        """
        Without a browser and without apt-get, the message says how to get one.
        """
        monkeypatch.delenv(NAMED_IN, raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))

        with pytest.raises(NoBrowserError) as refused:
            chromium()

        assert "this is not Debian" in str(refused.value)
        assert "apt-get install chromium-headless-shell" in str(refused.value)
