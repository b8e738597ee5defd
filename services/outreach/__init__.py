"""
The outreach service.
"""
