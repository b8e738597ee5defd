"""
Tests of what keeps the tests from installing anything.
"""

import os

from tests.support import debian
from tests.support.debian import installed_by_apt
from tests.support.servers import Missing

A_USER = 1000


def start_nothing():
    raise AssertionError("a refused installation must not start anything")


class TestInstalledByApt:
    def test_leaves_an_installed_package_alone(self):
        """
        Its private node was tried before; installing again would change nothing.
        """
        missing = installed_by_apt("postgresql", start=start_nothing, here=True)

        assert missing == Missing("postgresql is installed already")

    def test_needs_apt_get(self, monkeypatch, tmp_path):
        """
        Elsewhere than on Debian a person installs the package.
        """
        monkeypatch.setenv("PATH", str(tmp_path))

        missing = installed_by_apt("postgresql", start=start_nothing, here=False)

        assert missing == Missing("this is not Debian")

    def test_needs_root(self, monkeypatch, tmp_path):
        """
        It never asks for a password in the middle of the tests.
        """
        apt_get = tmp_path / "apt-get"
        apt_get.touch(mode=0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setattr(os, "geteuid", lambda: A_USER)

        missing = installed_by_apt("postgresql", start=start_nothing, here=False)

        assert missing == Missing("needs root")

    def test_tells_why_apt_get_failed(self, monkeypatch, tmp_path):
        """
        Without a network it says so, and the run fails with the three ways out.
        """
        apt_get = tmp_path / "apt-get"
        apt_get.write_text("#!/bin/sh\necho 'E: no network' >&2\nexit 100\n")
        apt_get.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        monkeypatch.setattr(os, "geteuid", lambda: 0)

        missing = installed_by_apt("postgresql", start=start_nothing, here=False)

        assert missing == Missing("apt-get failed: E: no network")

    def test_lets_no_other_lane_install_meanwhile(self, monkeypatch, tmp_path):
        """
        The two lanes of a run may both have to install, and apt-get does not wait.
        """
        apt_get = tmp_path / "apt-get"
        apt_get.write_text(
            f"#!/bin/sh\nflock --nonblock {tmp_path} echo 'E: anybody may' >&2 "
            "|| echo 'E: nobody may' >&2\nexit 100\n"
        )
        apt_get.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        monkeypatch.setattr(debian, "SHARED_FOLDER", str(tmp_path))

        missing = installed_by_apt("postgresql", start=start_nothing, here=False)

        assert missing == Missing("apt-get failed: E: nobody may")
