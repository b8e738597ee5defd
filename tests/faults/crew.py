"""
A fork server: one process that has imported everything, and starts what dies again.

A service needs seconds to import and a tenth of one to fork. This process opens no
connection and runs no hub, so that a fork inherits nothing but code. It asks the system
itself where eventlet has put something green into the standard library.

    python -m tests.faults.crew PLAN.json
"""

import shared.green  # noqa: F401 - what is forked from here is green.

# isort: split
import ctypes
import importlib
import json
import posix
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import services.notifications.service
import services.outreach.service
import services.referrals.service
import services.roster.service
import tests.faults.soak_duties
from tests.faults.history import History

__all__ = ("services", "tests")

STOP_SECONDS = 20.0
_LOOK = 0.1  # seconds
_DIE_WITH_PARENT = 1
_CRASHED = 70
_SIGNALS = {signal.SIGCHLD, signal.SIGTERM}


@dataclass(frozen=True, kw_only=True)
class Duty:
    """
    What one process does: ``act`` is ``module:function``, called with what is given.
    """

    name: str
    act: str
    given: Mapping[str, Any] = field(default_factory=dict)
    again: bool = True
    """Whether it is started again when it ends."""


class CrewError(Exception):
    """
    The crew ended before anybody was at work.
    """


class Crew:
    """
    The parent of all processes of a run.
    """

    def __init__(self, *, duties: Sequence[Duty], folder: Path) -> None:
        self._missing = list(duties)
        self._at_work: dict[int, Duty] = {}
        self._starts = 0
        self._folder = folder
        self._history = history_in(folder)
        self._parent = posix.getppid()
        self._is_told_to_stop = False

    def run(self) -> None:
        while not self._is_over():
            while self._missing:
                self._start(self._missing.pop())
            self._hear(_LOOK)
            self._bury()
        self._stop()

    def _is_over(self) -> bool:
        is_orphan = posix.getppid() != self._parent
        is_done = not (self._missing or self._at_work)
        return self._is_told_to_stop or is_orphan or is_done

    def _hear(self, seconds: float) -> None:
        heard = signal.sigtimedwait(_SIGNALS, seconds)
        if heard and heard.si_signo == signal.SIGTERM:
            self._is_told_to_stop = True

    def _start(self, duty: Duty) -> None:
        self._starts += 1
        pid = posix.fork()
        if pid == 0:
            _become(duty, folder=self._folder, number=self._starts)
        self._at_work[pid] = duty
        self._history.write("start", name=duty.name, pid=pid)

    def _bury(self) -> None:
        while self._at_work:
            pid, status = posix.waitpid(-1, posix.WNOHANG)
            if not pid:
                return
            duty = self._at_work.pop(pid)
            code = posix.waitstatus_to_exitcode(status)
            self._history.write("death", name=duty.name, pid=pid, code=code)
            if duty.again and not self._is_told_to_stop:
                self._missing.append(duty)

    def _stop(self) -> None:
        self._is_told_to_stop = True
        self._tell_all(signal.SIGTERM)
        for _ in range(int(STOP_SECONDS / _LOOK)):
            self._bury()
            if not self._at_work:
                return
            signal.sigtimedwait({signal.SIGCHLD}, _LOOK)
        self._tell_all(signal.SIGKILL)

    def _tell_all(self, number: signal.Signals) -> None:
        for pid in self._at_work:
            posix.kill(pid, number)


def history_in(folder: Path) -> History:
    return History(path=folder / "history.jsonl")


@contextmanager
def crew_at_work(duties: Sequence[Duty], *, folder: Path) -> Iterator[None]:
    """
    Start a crew, wait until it has started everybody, and end it with the block.
    """
    plan = folder / "plan.json"
    plan.write_text(json.dumps([asdict(duty) for duty in duties]))
    with (folder / "crew.log").open("wb") as log:
        crew = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.crew", str(plan)],
            cwd=Path(__file__).parents[2],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_for_starts(len(duties), crew=crew, folder=folder)
        yield
    finally:
        crew.send_signal(signal.SIGTERM)
        crew.wait()


def _wait_for_starts(
    number: int, *, crew: subprocess.Popen[bytes], folder: Path
) -> None:
    history = history_in(folder)
    while len(history.read("start")) < number:
        if crew.poll() is not None:
            raise CrewError((folder / "crew.log").read_text())
        time.sleep(_LOOK)


def _become(duty: Duty, *, folder: Path, number: int) -> None:
    """
    Go on as another process, and never come back to the crew's code.
    """
    code = _CRASHED
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        _write_into(folder / f"{duty.name}.log")
        module, _, function = duty.act.partition(":")
        act = getattr(importlib.import_module(module), function)
        code = act(folder=folder, number=number, **duty.given) or 0
    except BaseException:  # noqa: BLE001 - nothing may climb into the crew's loop.
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        posix._exit(code)


def _write_into(path: Path) -> None:
    opened = posix.open(str(path), posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND)
    posix.dup2(opened, 1)
    posix.dup2(opened, 2)
    posix.close(opened)


def main(plan: Path) -> None:
    duties = [Duty(**one) for one in json.loads(plan.read_text())]
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    Crew(duties=duties, folder=plan.parent).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
