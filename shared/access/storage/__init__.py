"""
The door's own database.
"""
