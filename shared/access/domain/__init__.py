"""
The rules of the door; the standard library and the kernel only.
"""
