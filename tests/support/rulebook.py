"""
The rule book: what the tests of the domain promise, as `make rulebook` prints it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]


class UntoldRuleError(Exception):
    """
    A test of the domain has no docstring, so its rule would not be in the book.
    """


def rulebook(tests: Path = TESTS) -> Iterator[str]:
    """
    Yield the book line by line; the files are read, not run.

    Raises UntoldRuleError.
    """
    for path in sorted(tests.glob("*/domain/test_*.py")):
        service, subject = path.parts[-3], _words(path.stem)
        yield f"{service}: {subject}"
        for test in _tests_in(path):
            yield f"  - {_words(test.name)}: {_promise(test, path=path)}"
        yield ""


def _tests_in(path: Path) -> Iterator[ast.FunctionDef]:
    """
    Yield the test functions of one file in the order in which they stand.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    tests = [function for function in functions if function.name.startswith("test_")]
    yield from sorted(tests, key=lambda test: test.lineno)


def _promise(test: ast.FunctionDef, *, path: Path) -> str:
    docstring = ast.get_docstring(test)
    if not docstring:
        raise UntoldRuleError(f"{path}:{test.lineno} {test.name}")
    return " ".join(docstring.split())


def _words(name: str) -> str:
    return name.removeprefix("test_").replace("_", " ")


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in rulebook())
