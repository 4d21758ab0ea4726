"""Errors whose message tells a visitor what to do instead. Pure.

The code that finds what is wrong speaks no language but its own. Whoever shows the
message translates `sentence` and then fills in `values`; `tests.messages` knows these
errors by their names and collects their sentences.
"""

from __future__ import annotations


class TellingError(ValueError):
    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(sentence % values if values else sentence)
