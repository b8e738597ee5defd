"""
The roster service.
"""
