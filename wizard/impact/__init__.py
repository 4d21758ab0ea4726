"""What a change of content does to visitors.

`comparing.compare` is what others call. Everything here is pure, but for `sentences` and
`showing`, which say its findings in words.
"""
