"""
What is done at the door, one file each.
"""
