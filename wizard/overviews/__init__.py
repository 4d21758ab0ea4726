"""Pages of the editing room that show the whole guide at a glance.

How many forms each goal leads to, where each answer leads, and which kinds of result
there are: for the draft and for any Release, and on the review page for what changes.
"""
