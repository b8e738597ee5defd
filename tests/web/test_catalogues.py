"""
Every text of every page, in every language.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from deploy.catalogues import OWNERS, ROOT, catalogue_of, extracted
from shared.web.language import DANISH, LANGUAGES

OTHERS = [language for language in LANGUAGES if language != DANISH]
OWNED = pytest.mark.parametrize("owner", OWNERS)
IN_EACH = pytest.mark.parametrize("language", OTHERS)
TEMPLATES = sorted(ROOT.glob("s*/**/templates/*.html"))
SAYING = {"_", "gettext", "ngettext", "pgettext", "lazy_gettext", "lazy_pgettext"}
# What a person may write, not what we say: columns and languages in her own file.
READ_NOT_SAID = {
    "roster_csv_columns.py", "roster_csv_cells.py", "holidays_csv.py",
    "language_names.py",
}  # fmt: skip
# A route is named as its service's table names it.
NAMING = {"may"}
JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+>")
NAMED = re.compile(r'(?:aria-label|title|placeholder|alt)="([^"\0]+)"')
DANISH_LETTERS = re.compile(r"[æøåÆØÅ]")


def keys(catalogue) -> set[tuple[object, object]]:
    return {(one.context, one.id) for one in catalogue if one.id}


def texts(said: object) -> list[str]:
    return list(said) if isinstance(said, (tuple, list)) else [str(said)]


class TestCatalogues:
    @OWNED
    @IN_EACH
    def test_hold_the_texts_of_the_code_and_no_others(self, owner: str, language: str):
        """
        Whoever adds a text or takes one away runs ``python -m deploy.catalogues``.
        """
        told = keys(catalogue_of(owner, language))

        assert told == keys(extracted(OWNERS[owner]))

    @OWNED
    @IN_EACH
    def test_leave_nothing_untranslated(self, owner: str, language: str):
        """
        Every text, and every plural of it, says something in the other language.
        """
        catalogue = catalogue_of(owner, language)

        told = [one for one in catalogue if one.id]
        assert [one.id for one in told if not all(texts(one.string))] == []
        assert [one.id for one in told if one.fuzzy] == []

    @OWNED
    @IN_EACH
    def test_keep_what_is_filled_in(self, owner: str, language: str):
        """
        A name, a date or a tag that the Danish text has, the translation has too.
        """
        for one in catalogue_of(owner, language):
            pairs = zip(texts(one.id), texts(one.string), strict=True)
            for text, said in pairs:
                assert filled_in(said) == filled_in(text), text


def filled_in(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


class TestTemplates:
    @pytest.mark.parametrize("file", TEMPLATES, ids=lambda path: path.stem)
    def test_say_nothing_past_the_catalogues(self, file: Path):
        """
        Outside of ``_()`` a template has marks and codes, and no words for a reader.
        """
        parsed = JINJA.parse(file.read_text(encoding="utf-8"))

        assert [*words_between_tags(parsed), *words_in_expressions(parsed)] == []

    @pytest.mark.parametrize(
        "planted",
        [
            "<p>Hej</p>",
            "{% if x %}<b>{{ y }} børn</b>{% endif %}",
            "{% macro m() %}<i>nu</i>{% endmacro %}",
            '<a aria-label="Luk">{{ x }}</a>',
            '{{ "Barn" if x else _("Mor") }}',
            '{{ step("/x", "Gem svaret") }}',
        ],
    )
    def test_are_seen_to_fail(self, planted: str):
        """
        A word that is planted past the catalogues is found.
        """
        parsed = JINJA.parse(planted)

        assert [*words_between_tags(parsed), *words_in_expressions(parsed)]

    def test_are_found(self):
        """
        The test above looks at templates, so there have to be some.
        """
        assert len(TEMPLATES) > 25


class TestCode:
    @pytest.mark.parametrize("owner", OWNERS)
    def test_says_nothing_past_the_catalogues(self, owner: str):
        """
        A Danish text in Python stands inside ``_()``.
        """
        files = [
            file
            for file in OWNERS[owner].rglob("*.py")
            if "entrypoints" in file.parts or owner == "shared"
        ]
        found = [
            (file.name, text)
            for file in files
            if file.name not in READ_NOT_SAID
            for text in unsaid(ast.parse(file.read_text(encoding="utf-8")))
        ]

        assert found == []


def words_between_tags(parsed: nodes.Template) -> Iterator[str]:
    written = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "\0"
        for output in parsed.find_all(nodes.Output)
        for part in output.nodes
    )
    yield from NAMED.findall(written)
    without_tags = re.sub(r"<[^>]*>|&\w+;", " ", written)
    for word in re.findall(r"[^\W\d_]{2,}", without_tags):
        if word != "Babygruppe":
            yield word


def words_in_expressions(parsed: nodes.Template) -> Iterator[str]:
    said = {
        id(part)
        for call in parsed.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in SAYING | NAMING
        for argument in call.args
        for part in (argument, *argument.find_all(nodes.Const))
    }
    for constant in parsed.find_all(nodes.Const):
        text = constant.value
        if isinstance(text, str) and id(constant) not in said and is_prose(text):
            yield text


def is_prose(text: str) -> bool:
    return bool(DANISH_LETTERS.search(text) or re.search(r"[A-Z]\w+|\w \w", text))


def unsaid(tree: ast.Module) -> Iterator[str]:
    said: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAYING:
            said |= {id(argument) for argument in node.args}
        if isinstance(node, ast.Expr):
            said.add(id(node.value))  # A docstring speaks to whoever reads the code.
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in said
            and DANISH_LETTERS.search(node.value)
        ):
            yield node.value
