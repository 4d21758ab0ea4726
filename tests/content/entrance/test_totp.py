from __future__ import annotations

import pytest

from content.entrance import totp

SECRET = b"12345678901234567890"

# The examples of RFC 6238, appendix B, for SHA-1; an app of six digits shows their last six.
EXAMPLES = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}


@pytest.mark.parametrize(("moment", "eight"), EXAMPLES.items())
def test_the_digits_are_those_of_the_standard(moment: int, eight: str) -> None:
    assert totp.digits(SECRET, moment // totp.STEP) == eight[-6:]


@pytest.mark.parametrize(("off", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_off_by_one_step(off: int, *, counts: bool) -> None:
    code = totp.digits(SECRET, 100 + off)
    assert (totp.step_of(SECRET, code, now=100 * totp.STEP, after=-1) is not None) is counts


def test_a_step_that_was_used_never_counts_again() -> None:
    code = totp.digits(SECRET, 100)
    assert totp.step_of(SECRET, code, now=100 * totp.STEP, after=99) == 100
    assert totp.step_of(SECRET, code, now=100 * totp.STEP, after=100) is None


def test_an_app_reads_who_and_where_from_the_picture() -> None:
    address = totp.address(SECRET, issuer="Which Magnesium", account="jo@work")
    assert address == (
        "otpauth://totp/Which%20Magnesium%3Ajo%40work"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Which%20Magnesium"
    )
