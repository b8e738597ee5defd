"""
The coordinator's list: who stands where, who is put off, what was a slip.
"""

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_ON_THE_LIST = sa.text("list_rank IS NOT NULL")
_PUT_OFF = sa.text("snoozed_until IS NOT NULL")
_TIMED = sa.text("minutes IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("mothers") as table:
        table.add_column(sa.Column("last_word", sa.JSON()))
        table.add_column(sa.Column("snoozed_until", sa.Date()))
        table.add_column(
            sa.Column(
                "snooze_is_due",
                sa.Boolean(),
                server_default="0",
                nullable=False,
            )
        )
        table.add_column(sa.Column("list_rank", sa.SmallInteger()))
        table.add_column(sa.Column("list_since", UTCDateTime()))
    with op.batch_alter_table("follow_ups") as table:
        table.add_column(
            sa.Column(
                "first_visit", sa.Boolean(), server_default="0", nullable=False
            )
        )
        table.add_column(sa.Column("overtaken_by", sa.String(30)))
    with op.batch_alter_table("attempts") as table:
        table.add_column(sa.Column("minutes", sa.SmallInteger()))
        table.add_column(sa.Column("taken_back_at", UTCDateTime()))
        table.add_column(sa.Column("taken_back_by_role", sa.String(30)))
    _put_on_the_list()
    _webhooks()
    op.create_index(
        "mothers_to_follow_up",
        "mothers",
        ["list_rank", "list_since", "id"],
        postgresql_where=_ON_THE_LIST,
        sqlite_where=_ON_THE_LIST,
    )
    op.create_index(
        "mothers_put_off",
        "mothers",
        ["snoozed_until"],
        postgresql_where=_PUT_OFF,
        sqlite_where=_PUT_OFF,
    )
    op.create_index(
        "attempts_with_minutes",
        "attempts",
        ["at"],
        postgresql_where=_TIMED,
        sqlite_where=_TIMED,
    )


def _webhooks() -> None:
    op.create_table(
        "webhooks",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("secret", sa.String(80), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("turned_off_at", UTCDateTime()),
        sa.Column("seen_to", sa.Uuid(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", UTCDateTime()),
        sa.Column("failure", sa.String(30)),
        sa.Column("next_try_at", UTCDateTime()),
        sa.Column("last_told_at", UTCDateTime()),
    )
    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("endpoint_id", sa.Uuid(), sa.ForeignKey("webhooks.id"), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("mother_id", sa.Uuid(), nullable=False),
        sa.Column("follow_up_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("task_version", sa.Integer(), nullable=False),
        sa.Column("happened_at", UTCDateTime(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime()),
    )
    op.create_index(
        "webhook_deliveries_of_endpoint",
        "webhook_deliveries",
        ["endpoint_id", "event_id"],
        unique=True,
    )
    op.create_index(
        "webhook_deliveries_waiting",
        "webhook_deliveries",
        ["endpoint_id", "mother_id", "event_id"],
        postgresql_where=sa.text("state = 'waiting'"),
        sqlite_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "task_feeds",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("made_at", UTCDateTime(), nullable=False),
    )
    op.create_table(
        "hand_overs",
        sa.Column("id", sa.Uuid(), primary_key=True),
        sa.Column("deputy_id", sa.Uuid(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
    )


def _put_on_the_list() -> None:
    """
    Give those with something open their place: a concern, a pause to agree, the rest.
    """
    op.execute(
        """
        UPDATE mothers SET
          list_since = (
            SELECT min(waiting_since) FROM follow_ups
            WHERE mother_id = mothers.id AND closed_at IS NULL
          ),
          list_rank = CASE
            WHEN EXISTS (
              SELECT 1 FROM follow_ups
              JOIN attempts ON attempts.follow_up_id = follow_ups.id
              WHERE mother_id = mothers.id AND closed_at IS NULL
                AND outcome = 'concern') THEN 0
            WHEN EXISTS (
              SELECT 1 FROM follow_ups
              JOIN attempts ON attempts.follow_up_id = follow_ups.id
              WHERE mother_id = mothers.id AND closed_at IS NULL
                AND outcome = 'wants_pause') THEN 2
            ELSE 3 END
        WHERE EXISTS (
          SELECT 1 FROM follow_ups
          WHERE mother_id = mothers.id AND closed_at IS NULL
        )
        """
    )


def downgrade() -> None:
    for name in ("hand_overs", "task_feeds", "webhook_deliveries", "webhooks"):
        op.drop_table(name)
    op.drop_index("attempts_with_minutes", "attempts")
    op.drop_index("mothers_put_off", "mothers")
    op.drop_index("mothers_to_follow_up", "mothers")
    with op.batch_alter_table("attempts") as table:
        for name in ("taken_back_by_role", "taken_back_at", "minutes"):
            table.drop_column(name)
    with op.batch_alter_table("follow_ups") as table:
        for name in ("overtaken_by", "first_visit"):
            table.drop_column(name)
    with op.batch_alter_table("mothers") as table:
        for name in (
            "list_since",
            "list_rank",
            "snooze_is_due",
            "snoozed_until",
            "last_word",
        ):
            table.drop_column(name)
