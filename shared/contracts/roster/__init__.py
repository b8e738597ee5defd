"""
What roster announces, one file for each thing that it is about.
"""
