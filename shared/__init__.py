"""
What the four services share: the language, the contracts, the bus, the page.
"""
