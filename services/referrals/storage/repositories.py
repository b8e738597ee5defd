"""
The repositories of referrals, in the order in which rows are locked and written.
"""

from services.referrals.storage.children import SqlChildren
from services.referrals.storage.hand_offs import SqlHandOffs
from services.referrals.storage.referrals import SqlReferrals
from services.referrals.storage.sealed_cases import SqlSealedCases

__all__ = ["SqlChildren", "SqlHandOffs", "SqlReferrals", "SqlSealedCases"]
