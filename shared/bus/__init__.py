"""
The bus: outbox and relay on one side, inbox and policies on the other.
"""
