"""
The door: pages and JSON over HTTP, the same way in every service.
"""
