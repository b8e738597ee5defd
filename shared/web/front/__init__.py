"""
The front of the house: sign-in, sign-out, and who has a way in. Every process has it.
"""
