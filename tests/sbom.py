"""What the running site is made of, as a CycloneDX document from the lock file.

It names no host and no time, so the same lock always makes the same bytes. `make sbom`
writes it to build/sbom.json.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from typing import Any

from tests import locked
from tests.locked import Package
from tests.server import ROOT


def document(packages: Sequence[Package]) -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    root = f"pkg:generic/{project['name']}@{project['version']}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": project["name"],
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": [_component(package) for package in packages],
        "dependencies": [{"ref": root, "dependsOn": [package.purl for package in packages]}],
    }


def _component(package: Package) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
    }
    if package.marker:
        component["properties"] = [{"name": "python:marker", "value": package.marker}]
    return component


def main() -> None:
    file = ROOT / "build" / "sbom.json"
    file.parent.mkdir(exist_ok=True)
    packages = locked.packages(locked.RUNNING)
    file.write_text(json.dumps(document(packages), indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(packages)} packages in {file.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
