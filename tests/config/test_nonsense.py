from __future__ import annotations

import pytest
from django.core.exceptions import BadRequest

from config import nonsense


@pytest.mark.parametrize("query", ["q=%00", "q=%ff", "q=%ed%a0%80", "%00", "q=" + "a" * nonsense.LONGEST])
def test_nonsense_is_refused(query: str) -> None:
    with pytest.raises(BadRequest):
        nonsense.check(query)


@pytest.mark.parametrize(
    "query", ["", "q=sleep", "q=caf%C3%A9+%F0%9F%92%A4", "q=100%", "q=%0d%0a", "form=a&form=b"]
)
def test_what_people_send_is_not(query: str) -> None:
    nonsense.check(query)
