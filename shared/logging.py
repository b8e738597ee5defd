"""
Logs: one line an event, ids as fields; never a name, a number or a text.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

_CPR = re.compile(r"\b\d{6}[- ]?\d{4}\b")
_PHONE = re.compile(r"(?<![\w-])\+?\d[\d ]{7,14}\d(?![\w-])")
_UUID = re.compile(r"^[0-9a-f-]{36}\Z")


def configure_logging(*, json: bool, level: int = logging.INFO) -> None:
    """
    Send our own events to standard error, as JSON or as columns, and others' warnings.
    """
    renderer = (
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            mask_numbers,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, force=True)
    # nameko prints the text of every exception, and kombu whole messages.
    for name in ("nameko", "kombu", "amqp"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def mask_numbers(
    _logger: Any, _method: str, entry: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """
    Mask what looks like a CPR or phone number, in case one slips in.
    """
    for key, value in entry.items():
        if isinstance(value, str) and key != "timestamp" and not _UUID.match(value):
            entry[key] = _PHONE.sub("[number]", _CPR.sub("[cpr]", value))
    return entry


def where(error: BaseException) -> list[str]:
    """
    Say where an exception came from, without its text, which may quote a person.
    """
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
