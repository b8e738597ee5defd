"""
The referrals service.
"""
