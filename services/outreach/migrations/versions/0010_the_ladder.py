"""
What she has said in grades, the ladder, and the team talk in which it ends.
"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from shared.db.types import UTCDateTime


revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('ladders',
    sa.Column('group_id', sa.Uuid(), nullable=False),
    sa.Column('rungs', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('group_id')
    )
    op.create_table('agreement_words',
    sa.Column('mother_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('said_on', sa.Date(), nullable=False),
    sa.Column('heard_by_role', sa.String(length=30), nullable=False),
    sa.Column('quote', sa.String(length=200)),
    sa.Column('channels', sa.JSON(none_as_null=True)),
    sa.Column('every_weeks', sa.Integer(), server_default='1', nullable=False),
    sa.Column('review_on', sa.Date()),
    sa.Column('until', sa.Date()),
    sa.Column('scope', sa.String(length=20)),
    sa.ForeignKeyConstraint(['mother_id'], ['mothers.id'], ),
    sa.PrimaryKeyConstraint('mother_id', 'version')
    )
    op.create_table('team_talks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('mother_id', sa.Uuid(), nullable=False),
    sa.Column('episode_id', sa.Uuid(), nullable=False),
    sa.Column('raised_at', UTCDateTime(), nullable=False),
    sa.Column('sessions_missed', sa.Integer(), nullable=False),
    sa.Column('decision', sa.String(length=30)),
    sa.Column('ended_at', UTCDateTime()),
    sa.Column('ended_by', sa.String(length=20)),
    sa.Column('asked_at', UTCDateTime()),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['episode_id'], ['episodes.id'], ),
    sa.ForeignKeyConstraint(['mother_id'], ['mothers.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('team_talks' ) as table:
        table.create_index('team_talks_of_mother', ['mother_id'])
        table.create_index('team_talks_one_open_per_mother', ['mother_id'], unique=True, postgresql_where=sa.text('ended_at IS NULL'), sqlite_where=sa.text('ended_at IS NULL'))

    op.create_table('team_talk_votes',
    sa.Column('talk_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=30), nullable=False),
    sa.Column('decision', sa.String(length=30), nullable=False),
    sa.Column('at', UTCDateTime(), nullable=False),
    sa.ForeignKeyConstraint(['talk_id'], ['team_talks.id'], ),
    sa.PrimaryKeyConstraint('talk_id', 'position')
    )
    with op.batch_alter_table('follow_ups' ) as table:
        table.add_column(sa.Column('text_from', UTCDateTime()))
        table.add_column(sa.Column('asked_to_come_at', UTCDateTime()))
        table.create_index('follow_ups_to_ask_to_come', ['session_started_at'], postgresql_where=sa.text('closed_at IS NULL AND asked_to_come_at IS NULL'), sqlite_where=sa.text('closed_at IS NULL AND asked_to_come_at IS NULL'))

    with op.batch_alter_table('mothers' ) as table:
        table.add_column(sa.Column('agreement_quote', sa.String(length=200)))
        table.add_column(sa.Column('agreement_channels', sa.JSON(none_as_null=True)))
        table.add_column(sa.Column('agreement_every_weeks', sa.Integer(), server_default='1', nullable=False))
        table.add_column(sa.Column('agreement_review_on', sa.Date()))
        table.add_column(sa.Column('agreement_until', sa.Date()))
        table.add_column(sa.Column('agreement_scope', sa.String(length=20)))
        table.add_column(sa.Column('agreement_quiet_until', UTCDateTime()))
        table.add_column(sa.Column('agreement_asked_on', sa.Date()))
        table.add_column(sa.Column('ask_again_on', sa.Date()))
        table.add_column(sa.Column('own_ladder', sa.JSON(none_as_null=True)))
        table.add_column(sa.Column('ladder_from', UTCDateTime()))
        table.add_column(sa.Column('door_open_since', UTCDateTime()))
        table.create_index('mothers_to_ask_again', ['ask_again_on'], postgresql_where=sa.text('ask_again_on IS NOT NULL'), sqlite_where=sa.text('ask_again_on IS NOT NULL'))

    with op.batch_alter_table('sessions' ) as table:
        table.add_column(sa.Column('group_id', sa.Uuid()))
        table.add_column(sa.Column('is_skipped', sa.Boolean(), server_default="0", nullable=False))
        table.create_index('sessions_in_time', ['started_at'])

    _keep_what_is_there()


def _keep_what_is_there() -> None:
    """
    Keep each agreement as her first word, and that what is open had its text.
    """
    op.execute(
        "INSERT INTO agreement_words (mother_id, version, kind, said_on, heard_by_role)"
        " SELECT id, agreement_version, agreement_kind, agreement_said_on,"
        " agreement_heard_by_role FROM mothers WHERE agreement_said_on IS NOT NULL"
        " AND agreement_heard_by_role IS NOT NULL"
    )
    op.execute(
        "UPDATE follow_ups SET text_from = visible_from WHERE episode_id IS NOT NULL"
    )
    connection = op.get_bind()
    mothers = sa.table(
        "mothers",
        sa.column("id", sa.Uuid()),
        sa.column("agreement_kind", sa.String()),
        sa.column("agreement_said_on", sa.Date()),
        sa.column("ask_again_on", sa.Date()),
    )
    going_on = sa.select(mothers).where(
        mothers.c.agreement_kind == "keep_going",
        mothers.c.agreement_said_on.is_not(None),
    )
    for row in connection.execute(going_on).all():
        day = row.agreement_said_on + timedelta(weeks=13)
        connection.execute(
            mothers.update().where(mothers.c.id == row.id).values(ask_again_on=day)
        )


def downgrade() -> None:
    with op.batch_alter_table('sessions' ) as table:
        table.drop_index('sessions_in_time')
        table.drop_column('is_skipped')
        table.drop_column('group_id')

    with op.batch_alter_table('mothers' ) as table:
        table.drop_index('mothers_to_ask_again', postgresql_where=sa.text('ask_again_on IS NOT NULL'), sqlite_where=sa.text('ask_again_on IS NOT NULL'))
        table.drop_column('door_open_since')
        table.drop_column('ladder_from')
        table.drop_column('own_ladder')
        table.drop_column('ask_again_on')
        table.drop_column('agreement_asked_on')
        table.drop_column('agreement_quiet_until')
        table.drop_column('agreement_scope')
        table.drop_column('agreement_until')
        table.drop_column('agreement_review_on')
        table.drop_column('agreement_every_weeks')
        table.drop_column('agreement_channels')
        table.drop_column('agreement_quote')

    with op.batch_alter_table('follow_ups' ) as table:
        table.drop_index('follow_ups_to_ask_to_come', postgresql_where=sa.text('closed_at IS NULL AND asked_to_come_at IS NULL'), sqlite_where=sa.text('closed_at IS NULL AND asked_to_come_at IS NULL'))
        table.drop_column('asked_to_come_at')
        table.drop_column('text_from')

    op.drop_table('team_talk_votes')
    with op.batch_alter_table('team_talks' ) as table:
        table.drop_index('team_talks_one_open_per_mother', postgresql_where=sa.text('ended_at IS NULL'), sqlite_where=sa.text('ended_at IS NULL'))
        table.drop_index('team_talks_of_mother')

    op.drop_table('team_talks')
    op.drop_table('agreement_words')
    op.drop_table('ladders')
