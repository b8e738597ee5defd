"""
A disk of a row's own that can be full: a small tmpfs, which only root may mount.
"""

import errno
import os
import signal
import subprocess
from types import TracebackType
from typing import Self

from tests.support.private_postgres import user_to_run_as
from tests.support.private_process import PrivateProcess, private_folder

_BLOCK = bytes(64 * 1024)

# Waits beside the disk; told to end, also because the run was killed, it unmounts it.
KEEPER = """
trap 'umount --lazy "$1"; exit' TERM
while :; do sleep 1 & wait $!; done
"""


class NeedsRootError(Exception):
    """
    A disk can only be mounted by root.
    """


class SmallDisk:
    """
    So many megabytes, in which a ballast file can take all that is left.
    """

    def __init__(self, *, megabytes: int) -> None:
        if os.geteuid() != 0:
            raise NeedsRootError("run this row as root: it mounts a small tmpfs")
        # The server that writes here may be another user's.
        beside = private_folder(owner=user_to_run_as())
        self.folder = beside / "disk"
        self.folder.mkdir()
        self._ballast = self.folder / "ballast"
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", self.folder],
            check=True,
        )
        self._keeper = PrivateProcess(
            ["/bin/sh", "-c", KEEPER, "keeper", str(self.folder)],
            folder=beside,
            stop_with=signal.SIGTERM,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def fill(self, *, leaving: int = 0) -> None:
        """
        Take every block that is left, or all but so many bytes.
        """
        with self._ballast.open("ab", buffering=0) as ballast:
            while (free := self._free() - leaving) > 0:
                try:
                    ballast.write(_BLOCK[:free])
                except OSError as full:
                    if full.errno != errno.ENOSPC:
                        raise
                    return

    def give_back(self) -> None:
        self._ballast.unlink()

    def close(self) -> None:
        self._keeper.stop()

    def _free(self) -> int:
        told = os.statvfs(self.folder)
        return told.f_bavail * told.f_frsize
