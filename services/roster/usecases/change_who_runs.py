from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from services.roster.domain.errors import GroupGivenAway
from services.roster.domain.group import Group
from services.roster.usecases.announce_group import (
    announce_new_contact,
    announce_who_runs,
)
from services.roster.usecases.announce_mother import announce_listed_in
from services.roster.usecases.choose_organisations import Known, choose_others
from services.roster.usecases.ports import UnitOfWork
from shared.kernel.clock import on_the_wall
from shared.kernel.organisations import Organisation


def change_who_runs(
    *,
    group_id: UUID,
    chosen: Mapping[Organisation, UUID | None],
    known: Known,
    own: tuple[Organisation, UUID],
    sure: bool,
    seen_version: int | None,
    now: datetime,
    uow: UnitOfWork,
) -> Group:
    """
    Let other organisations run a group from now on; what is its own is theirs to see.

    Whoever gives it away has to be ``sure``: she cannot take it back, because for her
    it is not there any more. A list that waits to be taken in is deleted: it would go
    into a group that its sender has no business in.

    Raises GroupNotFound, StaleVersion, GroupRunByThem, GroupGivenAway or Invalid.
    """
    kind, organisation_id = own
    with uow:
        before = uow.groups.get(group_id)
        run_by = choose_others(chosen, now=before.run_by, known=known)
        group = before.run_by_others(run_by, seen_version=seen_version)
        if group.run_by[kind] != organisation_id and not sure:
            raise GroupGivenAway
        # Before the group is written: for who gives it away its mothers are hers still.
        versions = uow.mothers.count_on(group_id)
        uow.roster_files.forget_waiting_in(group_id)
        uow.groups.save(group)
        announce_who_runs(group, uow=uow)
        announce_new_contact(before, group, on=on_the_wall(now).date(), uow=uow)
        for mother_id, version in versions.items():
            announce_listed_in(group, mother_id=mother_id, version=version, uow=uow)
        uow.commit()
    return group
