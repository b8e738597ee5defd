"""
The notifications service.
"""
