"""
Every look at a person, written down: who, whom, what part, what for, when.

Each service keeps its own log in its own database: each organisation owns its part.
"""
