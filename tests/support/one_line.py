"""
What went wrong, in one line.
"""


def first_line(error: BaseException) -> str:
    """
    Return the first line of an error, or its kind where it says nothing.
    """
    return next(iter(_lines(str(error))), type(error).__name__)


def last_line(output: str) -> str:
    """
    Return the last line of what a program wrote, where most say why they ended.
    """
    return next(reversed(_lines(output)), "it said nothing")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
