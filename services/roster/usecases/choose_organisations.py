from collections.abc import Collection, Mapping
from uuid import UUID

from services.roster.domain.group import RUNS_A_GROUP
from shared.kernel.organisations import Organisation
from shared.kernel.refusal import Invalid

Known = Mapping[Organisation, Collection[UUID]]


def choose_organisations(
    chosen: Mapping[Organisation, UUID | None],
    *,
    own: tuple[Organisation, UUID],
    known: Known,
) -> dict[Organisation, UUID]:
    """
    Return which organisation of each kind runs a new group.

    Of her own kind it is her own: nobody begins a group in which she has no part. Of a
    kind of which there is one nobody has to choose.

    Raises Invalid, naming the fields.
    """
    kind, organisation_id = own
    possible = {**known, kind: [organisation_id]}
    found = {
        one: _one_of(possible[one], chosen=chosen.get(one)) for one in RUNS_A_GROUP
    }
    missing = [f"{one}_id" for one, its_id in found.items() if its_id is None]
    if missing:
        raise Invalid({name: ["Choose one on the list."] for name in missing})
    return {one: its_id for one, its_id in found.items() if its_id is not None}


def choose_others(
    chosen: Mapping[Organisation, UUID | None],
    *,
    now: Mapping[Organisation, UUID],
    known: Known,
) -> dict[Organisation, UUID]:
    """
    Return who runs a group from now on; of a kind that is not named, who does already.

    Raises Invalid, naming the fields.
    """
    told = {kind: one for kind, one in chosen.items() if one is not None}
    strangers = [f"{kind}_id" for kind, one in told.items() if one not in known[kind]]
    if strangers:
        raise Invalid({name: ["Choose one on the list."] for name in strangers})
    return {**now, **told}


def several_of(
    known: Mapping[Organisation, Mapping[UUID, str]],
) -> dict[Organisation, Mapping[UUID, str]]:
    """
    Return the kinds of which there is more than one to run a group.
    """
    return {kind: known[kind] for kind in RUNS_A_GROUP if len(known[kind]) > 1}


def to_be_chosen(
    *, own: tuple[Organisation, UUID], known: Mapping[Organisation, Mapping[UUID, str]]
) -> dict[Organisation, Mapping[UUID, str]]:
    """
    Return of which kinds a person has to choose, and among which.
    """
    return {kind: its for kind, its in several_of(known).items() if kind is not own[0]}


def _one_of(possible: Collection[UUID], *, chosen: UUID | None) -> UUID | None:
    if chosen is None and len(possible) == 1:
        return next(iter(possible))
    return chosen if chosen in possible else None
