"""
Databases: SQLite files for one process, PostgreSQL for the rest, the same code on both.
"""
