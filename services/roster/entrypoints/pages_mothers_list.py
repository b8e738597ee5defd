"""
The list of mothers, a page at a time, and who is found by what somebody types.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from services.roster.domain.enrolment import Help
from services.roster.domain.errors import MotherNotFound
from services.roster.domain.search_name import search_name
from services.roster.entrypoints import enrolment_words, profile_words
from services.roster.entrypoints.forms import SearchForm
from services.roster.entrypoints.forms_enrolment import ListQuery
from services.roster.entrypoints.page_set import PAGES
from services.roster.entrypoints.pages_mothers import told_of_mothers
from services.roster.entrypoints.searched_help import searched_help
from services.roster.usecases import queries
from services.roster.usecases.page_of_mothers import page_of_mothers
from services.roster.usecases.ports import UnitOfWork
from services.roster.usecases.staffing_queries import full_groups
from shared.web.http import Call
from shared.web.read_as import read_as

_EVERYBODY: dict[str, Any] = read_as(ListQuery, {})


class Entrypoints:
    uow: UnitOfWork

    @PAGES.get("/mothers", "mothers.html")
    def mothers(self, call: Call) -> dict[str, Any]:
        return self._page(call, read_as(ListQuery, call.query))

    @PAGES.search("/mothers", "mothers.html")
    def search_mothers(self, call: Call) -> dict[str, Any]:
        text = read_as(SearchForm, call.content)["name"]
        if not search_name(text):
            return self._page(call, _EVERYBODY)
        meant = searched_help(text)
        found = queries.found_mothers(text=text, **meant, uow=self.uow)
        return {
            "text": text,
            "meant": list(_with_address(meant)),
            "asked": _EVERYBODY,
            "most": queries.MOST_FOUND,
            "mothers": found.mothers,
            "anyone_can_help": found.anyone_can_help,
            "is_translating": found.anyone_can_help
            and Help.TRANSLATE in meant["offers"],
            "asks_for_several": False,
            "next_page": None,
            **self._around(call),
        }

    def _page(self, call: Call, asked: dict[str, Any]) -> dict[str, Any]:
        """
        Show a page; the first one if she behind whom it begins is gone meanwhile.
        """
        try:
            page = page_of_mothers(**asked, uow=self.uow)
        except MotherNotFound:
            return self._page(call, {**asked, "after": None})
        return {
            "text": "",
            "meant": [],
            "is_translating": asked["offers"] is Help.TRANSLATE,
            "asks_for_several": _is_several(asked),
            "asked": asked,
            "mothers": page.mothers,
            "next_page": page.next_after
            and _in_address({**asked, "after": page.next_after}),
            **self._around(call),
        }

    def _around(self, call: Call) -> dict[str, Any]:
        return {
            "called": {one.id: one.name for one in queries.groups(uow=self.uow)},
            "full": full_groups(uow=self.uow),
            "words": enrolment_words,
            "knows": profile_words.KNOWS,
            **told_of_mothers(call),
        }


def _is_several(asked: dict[str, Any]) -> bool:
    kinds = ("group_id", "enrolment", "offers", "knows")
    return sum(asked[kind] is not None for kind in kinds) > 1


def _in_address(asked: dict[str, Any]) -> str:
    return urlencode({name: told for name, told in asked.items() if told is not None})


def _with_address(meant: Mapping[str, Iterable[Any]]) -> Iterable[tuple[str, str]]:
    """
    Return where all who can help with it are listed, and what that is called.
    """
    called = {"offers": enrolment_words.HELP, "knows": profile_words.KNOWS}
    for name, kinds in meant.items():
        for kind in kinds:
            yield urlencode({name: kind}), called[name][kind]
