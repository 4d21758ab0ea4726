"""Faults done on purpose to a running site, each with what was promised: `make drills`.

They take minutes, so they are not part of the suite. Everything happens on loopback, in a
folder of its own that is removed afterwards, and ends by itself.
"""
