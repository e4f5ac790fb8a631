"""The tools that copydesk is measured beside, and how they are installed apart from it.

`python -m benchmarks setup DIR` makes a virtual environment (DIR/python) and a folder of Node packages
(DIR/node), installs each peer by itself, so that one which cannot be had costs only itself, and writes to
DIR/peers.json which version of each there is, or why there is none. They are never dependencies of copydesk.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

DRIVERS = Path(__file__).parent / "drivers"

RECORD = "peers.json"

LONGEST_REASON = 200
"""Characters of an installer's last words that are kept."""

Home = Literal["python", "node", "nowhere"]


@dataclass(frozen=True)
class Peer:
    """A tool. `packages` are installed for it, the first being the tool; `alone`: without their needs.

    `unobtainable` says why a peer without a `home` is not measured.
    """

    name: str
    what: str
    home: Home
    packages: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    unobtainable: str = ""


PEERS = (
    Peer(
        "datatrove",
        "its filters Gopher quality, Gopher repetition, C4 and FineWeb in a row",
        "python",
        ("datatrove", "spacy"),
    ),
    Peer("proselint", "all checks that are on by default", "python", ("proselint",)),
    Peer("ftfy", "`fix_text` alone", "python", ("ftfy",)),
    Peer("langdetect", "`detect` alone, once a document", "python", ("langdetect",)),
    Peer(
        "monocleaner",
        "its hard rules, without the one that asks for the language",
        "python",
        ("monocleaner", "regex", "toolwrapper"),
        alone=("monocleaner",),
    ),
    Peer("write-good", "all checks", "node", ("write-good",)),
    Peer(
        "textlint",
        "three rules: common-misspellings, terminology, write-good",
        "node",
        (
            "textlint",
            "@textlint/kernel",
            "@textlint/textlint-plugin-text",
            "textlint-rule-common-misspellings",
            "textlint-rule-terminology",
            "textlint-rule-write-good",
        ),
    ),
    Peer(
        "Vale",
        "a prose linter",
        "nowhere",
        unobtainable="its packages for pip and npm hold no program: they fetch one when they are first run",
    ),
    Peer(
        "LanguageTool",
        "a grammar checker",
        "nowhere",
        unobtainable="its packages for pip hold no program: they fetch one when they are first run",
    ),
)


@dataclass(frozen=True)
class Contender:
    """A peer that can be measured; `command` starts its driver, less the paths of the feeds."""

    name: str
    what: str
    version: str
    command: tuple[str, ...]


@dataclass(frozen=True)
class Installed:
    """What setting up came to, by name of the peer: its version, or why it is not there."""

    folder: Path
    versions: Mapping[str, str]
    missing: Mapping[str, str]

    def save(self) -> None:
        """Write the record that `find` reads."""
        record = {"versions": self.versions, "missing": self.missing}
        (self.folder / RECORD).write_text(json.dumps(record, indent=1) + "\n", "utf-8")

    def contenders(self) -> Iterator[Contender]:
        """The peers that are there."""
        for peer in PEERS:
            if peer.name in self.versions:
                yield Contender(peer.name, peer.what, self.versions[peer.name], self._command(peer))

    def _command(self, peer: Peer) -> tuple[str, ...]:
        if peer.home == "python":
            return str(_python(self.folder)), "-m", "benchmarks.drivers.python_peers", peer.name
        return "node", str(DRIVERS / "node_peers.mjs"), str(self.folder / "node"), peer.name


def named_command(argument: str) -> Contender:
    """A contender out of NAME=COMMAND. Raises ValueError where there is no name or no command."""
    name, _, command = (part.strip() for part in argument.partition("="))
    if not name or not command:
        raise ValueError(f"{argument!r} is not NAME=COMMAND")
    what = f"`{command}`, its start included"
    return Contender(name, what, "", (sys.executable, "-m", "benchmarks.drivers.any_command", command))


def find(folder: Path | None) -> Installed:
    """What was installed into a folder; nothing where none is named. Raises OSError for no record."""
    if folder is None:
        told = "not set up: python -m benchmarks setup DIR, then --peers DIR"
        return Installed(Path(), {}, {peer.name: peer.unobtainable or told for peer in PEERS})
    folder = folder.resolve()
    record = json.loads((folder / RECORD).read_text("utf-8"))
    return Installed(folder, record["versions"], record["missing"])


def set_up(folder: Path) -> Installed:
    """Install what can be had into a folder, which may be there already."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "venv", str(folder / "python")])
    node = folder / "node"
    node.mkdir(exist_ok=True)
    (node / "package.json").write_text('{"private": true}\n', "utf-8")
    versions: dict[str, str] = {}
    missing: dict[str, str] = {}
    for peer in PEERS:
        try:
            versions[peer.name] = _install(peer, folder)
        except Unobtainable as reason:
            missing[peer.name] = str(reason)
    installed = Installed(folder, versions, missing)
    installed.save()
    return installed


class Unobtainable(Exception):
    """A peer that cannot be installed; the message says why."""


def _install(peer: Peer, folder: Path) -> str:
    """Install a peer and return its version."""
    if peer.home == "nowhere":
        raise Unobtainable(peer.unobtainable)
    if peer.home == "python":
        return _install_python(peer, _python(folder))
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise Unobtainable("there is no Node with npm")
    return _install_node(peer, folder / "node")


def _install_python(peer: Peer, python: Path) -> str:
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if peer.alone:
        _run([*pip, "--no-deps", *peer.alone])
    if others := [package for package in peer.packages if package not in peer.alone]:
        _run([*pip, *others])
    asked = f"from importlib.metadata import version; print(version({peer.packages[0]!r}))"
    return _run([str(python), "-c", asked]).strip()


def _install_node(peer: Peer, folder: Path) -> str:
    _run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), *peer.packages])
    manifest = folder / "node_modules" / peer.packages[0] / "package.json"
    version: str = json.loads(manifest.read_text("utf-8"))["version"]
    return version


def _run(command: Sequence[str]) -> str:
    """What a command prints. Raises `Unobtainable` with its last words where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (done.stderr or done.stdout).strip().splitlines() or [f"exit code {done.returncode}"]
        raise Unobtainable(words[-1][:LONGEST_REASON])
    return done.stdout


def _python(folder: Path) -> Path:
    scripts = "Scripts" if sys.platform == "win32" else "bin"
    return folder / "python" / scripts / "python"
