"""
What the services announce to each other: one frozen dataclass an event.
"""
