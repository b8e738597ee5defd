"""
Every sentence by which a field is refused, in the words of a page.
"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from marshmallow import Schema, ValidationError, fields, missing
from marshmallow.validate import Length, OneOf, Range

from deploy.catalogues import ROOT
from shared.bus.topology import SERVICES
from shared.web.field_words import FieldWords
from shared.web.language import gettext


def entrypoints(service: str, module: str) -> ModuleType:
    return importlib.import_module(f"services.{service}.entrypoints.{module}")


OF_SERVICE: dict[str, FieldWords] = {
    name: entrypoints(name, "field_words").FIELD_WORDS for name in SERVICES
}
PLACES = {ROOT / "services" / name: words for name, words in OF_SERVICE.items()} | {
    ROOT / "shared" / part: FieldWords() for part in ("access", "kernel", "web")
}
REFUSES = re.compile(r"\bInvalid\b|ValidationError|domain\.errors|marshmallow")
SENTENCE = re.compile(r"[A-Z{].* .*\.")
# These speak to a programme that calls the API, of what no page sends.
FOR_PROGRAMS = {
    "A machine says for whom it asks; nobody else.",
    "Not the end of a part.",
    "Send the file as text or as content_base64, not both.",
    "This is not base64.",
    "There is no such method here.",
    "Try again in a moment.",
}
SAYING = {"_", "gettext", "lazy_gettext", "ngettext"}
USED = [
    kind(required=True)
    for kind in (
        fields.AwareDateTime, fields.Boolean, fields.Date, fields.Integer,
        fields.String, fields.Time, fields.UUID,
    )
] + [fields.List(fields.String(), required=True)]  # fmt: skip


def sentences(file: Path) -> Iterator[str]:
    """
    Give every English sentence of a file that refuses fields; a number stands in it
    wherever the code fills something in.
    """
    written = file.read_text(encoding="utf-8")
    if not REFUSES.search(written):
        return
    tree = ast.parse(written)
    passed = set(_not_a_refusal(tree))
    for node in ast.walk(tree):
        if id(node) not in passed and SENTENCE.fullmatch(text := _text_of(node)):
            yield text


def _not_a_refusal(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            yield id(node.value)  # A docstring.
        elif isinstance(node, ast.JoinedStr):
            yield from map(id, node.values)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING:
            yield from map(id, ast.walk(node))


def _text_of(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        parts = (getattr(one, "value", "7") for one in node.values)
        return "".join(one if isinstance(one, str) else "7" for one in parts)
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else ""


class TestSentences:
    @pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
    def test_are_said_on_pages_in_danish(self, place: Path):
        """
        Whatever a rule or a schema says of a field, nobody reads it in English.
        """
        files = [
            file
            for file in place.rglob("*.py")
            if file.name != "field_words.py" and "migrations" not in file.parts
        ]
        said = {one for file in files for one in sentences(file)} - FOR_PROGRAMS

        assert [one for one in said if PLACES[place].sentence(one) is None] == []

    def test_are_found(self):
        """
        The test above sees a sentence that is filled in, and one that stands alone.
        """
        outreach = ROOT / "services" / "outreach" / "domain"
        found = {one for file in outreach.glob("*.py") for one in sentences(file)}

        assert {"Not an address.", "From 7 to 7 weeks."} <= found

    @pytest.mark.parametrize("field", USED)
    @pytest.mark.parametrize("sent", [object(), None, missing])
    def test_of_marshmallow_are_said_too(self, field: fields.Field, sent: object):
        """
        What the library says of a field that cannot be read has Danish words.
        """
        with pytest.raises(ValidationError) as refused:
            field.deserialize(sent)

        assert FieldWords().sentence(refused.value.messages[0])

    @pytest.mark.parametrize(
        ("check", "value"),
        [
            (Range(1, 9), 10),
            (Range(min=1), 0),
            (Range(max=9), 10),
            (Length(1, 9), ""),
            (Length(min=1), ""),
            (Length(max=1), "xx"),
            (OneOf(["a", "b"]), "c"),
        ],
    )
    def test_of_its_checks_are_said_too(self, check, value):
        """
        And what it says of a value that is not allowed.
        """
        with pytest.raises(ValidationError) as refused:
            check(value)

        assert FieldWords().sentence(refused.value.messages[0])


class TestFields:
    @pytest.mark.parametrize("service", SERVICES)
    def test_of_forms_are_called_as_on_the_page(self, service: str):
        """
        A field that is refused stands there by its name on the page.
        """
        known = OF_SERVICE[service].fields
        unnamed = {
            f"{form.__name__}.{name}"
            for form in forms_of(service)
            for name in form().fields
            if name not in known
        }

        assert unnamed == set()


def forms_of(service: str) -> Iterator[type[Schema]]:
    """
    Give every schema that a module of forms has, or that one of pages reads by.
    """
    place = ROOT / "services" / service / "entrypoints"
    for module in pkgutil.iter_modules([str(place)]):
        if re.search(r"forms|pages", module.name):
            for one in vars(entrypoints(service, module.name)).values():
                if isinstance(one, type) and issubclass(one, Schema):
                    yield one


class TestFieldWords:
    WORDS = FieldWords({"until": "Til"}, {"From {least} to {most}.": "{least}-{most}."})

    def told(self, **errors) -> list[tuple[str, str]]:
        return list(self.WORDS.told(errors))

    def test_fill_in_what_the_rule_filled_in(self):
        """
        A number of the English sentence stands in the Danish one.
        """
        assert self.told(until=["From 2 to 8."]) == [("Til", "2-8.")]

    def test_never_show_a_code_or_a_sentence_that_they_do_not_know(self):
        """
        A field without a name and a sentence without words are still in Danish.
        """
        unknown = [("", "Det kan ikke læses. Skriv det igen.")]

        assert self.told(x_y=["Whatever.", "Else."]) == unknown
        assert self.told(x_y={0: {"z": ["Whatever."]}}) == unknown

    def test_leave_what_is_said_already(self):
        """
        What a page has put into its reader's words is not looked up again.
        """
        assert self.told(until=[gettext("Vælg en fil.")]) == [("Til", "Vælg en fil.")]
