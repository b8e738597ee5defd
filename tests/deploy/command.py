"""
The command line, called as a person calls it.
"""

import io
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import structlog

from deploy import cli

COMMAND = Path(sys.executable).with_name("babygruppe")
Done = subprocess.CompletedProcess[str]


def babygruppe(folder: Path, *words: str, returns: int = 0, **settings: str) -> Done:
    """
    Run one command in this process: another one's start takes a second.
    """
    out, err = io.StringIO(), io.StringIO()
    told = {"BABYGRUPPE_VAR": str(folder)} | settings
    with ExitStack() as until_done:
        until_done.enter_context(patch.dict(os.environ, told))
        until_done.enter_context(_logging_as_before())
        until_done.enter_context(redirect_stdout(out))
        until_done.enter_context(redirect_stderr(err))
        code = _ended(*words)
    done = subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())
    return _as_expected(done, returns)


def installed(folder: Path, *words: str, returns: int = 0, **settings: str) -> Done:
    """
    Run one command as it is installed, in a process of its own.
    """
    done = subprocess.run(
        [COMMAND, *words],
        env=os.environ | {"BABYGRUPPE_VAR": str(folder)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    return _as_expected(done, returns)


def _ended(*words: str) -> int:
    try:
        return cli.main([*words])
    except SystemExit as ended:
        return int(ended.code or 0)


def _as_expected(done: Done, returns: int) -> Done:
    assert done.returncode == returns, done.stdout + done.stderr
    return done


@contextmanager
def _logging_as_before() -> Iterator[None]:
    """
    What a command sets for its whole process ends with it.
    """
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        for name in ("nameko", "kombu", "amqp"):
            logging.getLogger(name).setLevel(logging.NOTSET)
        structlog.reset_defaults()
