"""What a change of content does to visitors.

`comparing.compare` is what others call, and `sentences` says its findings in words.
Everything here is pure.
"""
