"""
The JSON API of referrals.
"""

from services.referrals.entrypoints import feed_api, hand_off_api, referral_api


class Entrypoints(
    referral_api.Entrypoints, hand_off_api.Entrypoints, feed_api.Entrypoints
):
    """
    Referrals, hand-offs, and the partners' feeds.
    """
