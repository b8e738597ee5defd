"""
Counting rows by a code, with one query.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, select


def counts_by(
    connection: Connection,
    code: ColumnElement[Any],
    *conditions: ColumnElement[bool],
    within: FromClause | None = None,
) -> dict[str, int]:
    """
    Return how many rows have each code; ``within`` is a join, where one is needed.
    """
    query = select(code, func.count()).where(*conditions).group_by(code)
    if within is not None:
        query = query.select_from(within)
    return {str(found): number for found, number in connection.execute(query)}
