"""
Whose each mother is; whoever is known is the first organisations'.
"""

from shared.bus.whose_table import add_whose_mothers, drop_whose

revision = "0020"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_whose_mothers(
        [
            ("recipients", "mother_id"),
            ("no_thanks", "mother_id"),
            ("enrolments", "mother_id"),
            ("messages", "mother_id"),
        ]
    )


def downgrade() -> None:
    drop_whose()
