"""The pure modules load alone, without Django."""

import subprocess
import sys

import pytest

PURE = (
    "content.catalogue",
    "content.documents",
    "content.markdown",
    "content.meaning",
    "content.dated",
    "content.diff",
    "content.integrity",
    "content.search",
    "content.telling",
    "content.calculator",
    "content.reading",
    "content.release_checks",
    "content.withdrawal",
    "wizard.engine.answers",
    "wizard.engine.walk",
    "wizard.engine.effects",
    "wizard.engine.index",
    "wizard.engine.placing",
    "wizard.engine.cautioning",
    "wizard.engine.ranking",
    "wizard.engine.because",
    "wizard.engine.matching",
    "wizard.engine.outcomes",
    "wizard.engine.changes",
    "wizard.engine.enumeration",
    "wizard.engine.expectations",
    "wizard.background",
    "wizard.coverage",
    "wizard.flow",
    "wizard.flow_drawing",
    "wizard.impact.comparing",
    "wizard.made_up",
    "wizard.other_process",
    "wizard.overviews.shares",
    "wizard.result_kinds",
    "wizard.release_checks",
)


@pytest.mark.parametrize("module", PURE)
def test_a_pure_module_does_not_load_django(module: str) -> None:
    """Asked in a fresh interpreter, because the test run itself has loaded Django."""
    script = (
        f"import sys, {module}; print(sorted(name for name in sys.modules if name.split('.')[0] == 'django'))"
    )
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
