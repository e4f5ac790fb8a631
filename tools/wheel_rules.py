"""A build hook: beside the shipped rules a wheel has what reading them gives, for a quick first run."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PLACE = "checks/rules/default.read"


class ReadRules(BuildHookInterface):  # type: ignore[type-arg]
    """Reads the rules of the checkout with the checkout's own code."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to a wheel; an editable one uses the checkout, where the rules may change."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from checks.rules.shipped import shipped_file  # noqa: PLC0415 (of this checkout)
        finally:
            sys.path.remove(self.root)
        self.folder = TemporaryDirectory(prefix="copydesk-rules-")  # until the wheel is written
        file = Path(self.folder.name, "default.read")
        file.write_bytes(shipped_file(Path(self.root, "rules.yaml")))
        build_data["force_include"][str(file)] = PLACE

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Delete what was added; hatchling calls this when the wheel is written."""
        if version != "editable":
            self.folder.cleanup()
