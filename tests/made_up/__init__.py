"""Visitors, requests and editors that Hypothesis makes up.

The suite tries a few of each. `make drills` tries thousands: `MADE_UP_EXAMPLES` says how many.
"""
