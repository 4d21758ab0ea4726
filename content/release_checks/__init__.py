"""What is looked for before anything is released. Pure.

`run` gives every problem at once, gravest first, each with its place and its remedy. One
module holds one idea and the checks that belong to it.
"""

from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.registry import checkers, register, run
from content.release_checks.subject import Subject

__all__ = ["Check", "Checker", "Gravity", "Problem", "Subject", "checkers", "register", "run"]
