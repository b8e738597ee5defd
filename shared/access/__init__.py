"""
Who has a way in: users, invitations, sign-ins, machines' tokens. No service owns it.
"""
