"""
Which rows of the roster are about a mother, in the order in which they are erased.
"""

from sqlalchemy import or_

from services.roster.storage import tables
from shared.bus.tables import FORMER_IDS
from shared.db.personal import PERSON, Part
from shared.kernel.organisations import Role

PERSONAL = (
    FORMER_IDS,
    Part(
        name="search_keys",
        table=tables.search_keys,
        hers=tables.search_keys.c.mother_id == PERSON,
        is_told=False,
    ),
    Part(
        name="disclosures",
        table=tables.disclosures,
        hers=tables.disclosures.c.mother_id == PERSON,
    ),
    # What was done to a register stays a part of the register, without her.
    Part(
        name="register_changes",
        table=tables.register_changes,
        hers=tables.register_changes.c.mother_id == PERSON,
        keeps_with={"mother_id": None},
    ),
    Part(
        name="pick_ups",
        table=tables.pick_ups,
        hers=tables.pick_ups.c.mother_id == PERSON,
    ),
    # That she was to fetch another mother, who must not be forgotten at her door.
    Part(
        name="pick_ups_as_buddy",
        table=tables.pick_ups,
        hers=tables.pick_ups.c.buddy_id == PERSON,
        keeps_with={"buddy_id": None, "driver_role": Role.COORDINATOR},
    ),
    Part(
        name="attendances",
        table=tables.attendances,
        hers=tables.attendances.c.mother_id == PERSON,
    ),
    Part(
        name="enrolment_changes",
        table=tables.enrolment_changes,
        hers=tables.enrolment_changes.c.mother_id == PERSON,
    ),
    Part(
        name="matters",
        table=tables.matters,
        hers=tables.matters.c.mother_id == PERSON,
    ),
    # A key, not a word about her.
    Part(
        name="own_link",
        table=tables.own_links,
        hers=tables.own_links.c.mother_id == PERSON,
        is_told=False,
    ),
    Part(
        name="offers",
        table=tables.offers,
        hers=tables.offers.c.mother_id == PERSON,
    ),
    Part(
        name="profile",
        table=tables.profiles,
        hers=tables.profiles.c.mother_id == PERSON,
    ),
    # That another comes along with her.
    Part(
        name="profiles_as_buddy",
        table=tables.profiles,
        hers=tables.profiles.c.buddy_id == PERSON,
        keeps_with={"buddy_id": None},
        is_told=False,
    ),
    # What is said about two mothers is no word of hers.
    Part(
        name="different_mothers",
        table=tables.different_mothers,
        hers=or_(
            tables.different_mothers.c.one_id == PERSON,
            tables.different_mothers.c.other_id == PERSON,
        ),
        is_told=False,
    ),
    Part(
        name="children",
        table=tables.children,
        hers=tables.children.c.mother_id == PERSON,
    ),
    Part(name="mother", table=tables.mothers, hers=tables.mothers.c.id == PERSON),
)
