"""A build hook: beside the shipped rules a wheel has what reading them gives, for a quick first run."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
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
        folder = Path(tempfile.mkdtemp(prefix="copydesk-rules-"))
        (folder / "default.read").write_bytes(shipped_file(Path(self.root, "rules.yaml")))
        build_data["force_include"][str(folder / "default.read")] = PLACE
