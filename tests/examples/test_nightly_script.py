"""`copydesk-nightly`, run with a plain shell as cron does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from nightly_helpers import BROKEN, NIGHTLY, ROOT, RULES, SOUND, environment, feed

from checks.history.store import History

SCRIPT = NIGHTLY / "copydesk-nightly"
ALL_SOUND = {"wire": SOUND, "gazette": SOUND + " It went on."}
ONE_BROKEN = {"wire": SOUND, "gazette": BROKEN}


def history_of(folder: Path) -> str:
    return f"sqlite:///{folder}/a state/history.db"


def nightly(
    folder: Path, *feeds: object, night: str = "2026-01-30", **variables: object
) -> subprocess.CompletedProcess[str]:
    """Run one night in a folder; all that it keeps lies in `a state`."""
    given = {"COPYDESK_NIGHT": night, "COPYDESK_RULES": RULES, "STATE_DIRECTORY": folder / "a state"}
    return subprocess.run(
        ["sh", str(SCRIPT), *map(str, feeds)],
        cwd=folder,
        env=environment(folder, **(given | variables)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def nights(folder: Path) -> list[str]:
    return [head.id for head in History.open(history_of(folder)).runs()]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Two good nights, the second of them run twice; and what the last run said."""
    folder = tmp_path_factory.mktemp("nights")
    feeds = feed(folder, ALL_SOUND)
    for night in ("2026-01-30", "2026-01-31"):
        done = nightly(folder, feeds, night=night)
        assert done.returncode == 0, done.stderr
    return folder, nightly(folder, feeds, night="2026-01-31")


def test_each_night_is_one_run_however_often_it_ran(
    sound: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = sound

    assert done.returncode == 0, done.stderr
    assert nights(folder) == ["night-2026-01-31", "night-2026-01-30"]


def test_a_good_night_prints_the_summary_and_nothing_else(
    sound: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = sound

    assert "0 failed" in done.stdout
    assert len(done.stdout.strip().splitlines()) == 1
    assert done.stderr == ""


def test_the_report_lies_beside_the_history(sound: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = sound

    assert {path.name for path in (folder / "a state").iterdir()} == {"history.db", "lock", "report.html"}
    assert (folder / "a state" / "report.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_a_failed_gate_is_named_and_the_report_made(tmp_path: Path) -> None:
    done = nightly(tmp_path, feed(tmp_path, ONE_BROKEN))

    assert done.returncode == 1
    assert "max-failed" in done.stderr
    assert "a gate is not met" in done.stderr
    assert (tmp_path / "a state" / "report.html").exists()


def test_a_record_that_could_not_be_checked_is_told_loudly_and_the_report_made(tmp_path: Path) -> None:
    feeds = feed(tmp_path, ALL_SOUND)
    (feeds / "torn.jsonl").write_text('{"text": "The coun\n', "utf-8")

    done = nightly(tmp_path, feeds)

    assert done.returncode == 2
    assert "COULD NOT CHECK EVERYTHING" in done.stderr
    assert "NOT IN THE HISTORY" not in done.stderr
    assert (tmp_path / "a state" / "report.html").exists()


def test_a_night_without_feeds_is_told_to_be_missing(tmp_path: Path) -> None:
    nightly(tmp_path, feed(tmp_path, ALL_SOUND), night="2026-01-30")

    done = nightly(tmp_path, tmp_path / "gone", night="2026-01-31")

    assert done.returncode == 2
    assert "night-2026-01-31: NOT IN THE HISTORY" in done.stderr
    assert nights(tmp_path) == ["night-2026-01-30"]
    assert "0 failed" in done.stdout


def test_a_report_that_cannot_be_made_leaves_the_old_one_and_is_no_success(
    sound: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = sound
    page = folder / "a state" / "report.html"
    before = page.read_bytes()

    done = nightly(folder, folder / "the feeds", night="2026-01-31", COPYDESK_TIMEZONE="Nowhere/There")

    assert done.returncode == 2
    assert "NO NEW REPORT" in done.stderr
    assert page.read_bytes() == before


def test_a_second_run_at_the_same_time_touches_nothing(tmp_path: Path) -> None:
    feeds = feed(tmp_path, ALL_SOUND)
    state = tmp_path / "a state"
    state.mkdir()
    holder = subprocess.Popen(
        ["flock", str(state / "lock"), "sh", "-c", "echo held; read line"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        done = nightly(tmp_path, feeds)
        holder.communicate("\n")

    assert done.returncode == 75
    assert "another run is under way" in done.stderr
    assert [path.name for path in state.iterdir()] == ["lock"]


def test_old_nights_leave_the_history_where_that_is_asked_for(tmp_path: Path) -> None:
    feeds = feed(tmp_path, ALL_SOUND)
    nightly(tmp_path, feeds, night="tonight")
    invented = [sys.executable, str(NIGHTLY / "synthetic_history.py"), history_of(tmp_path)]
    options = ["--nights", "2", "--documents-per-night", "20"]
    env = environment(tmp_path, PYTHONPATH=ROOT)
    subprocess.run([*invented, *options], env=env, check=True, capture_output=True)
    assert len(nights(tmp_path)) == 3

    nightly(tmp_path, feeds, night="tonight", COPYDESK_KEEP_DAYS=1)

    assert nights(tmp_path) == ["night-tonight"]


def test_no_feed_named_is_bad_usage(tmp_path: Path) -> None:
    done = nightly(tmp_path)

    assert done.returncode == 2
    assert "name the feeds" in done.stderr
    assert not (tmp_path / "a state").exists()


def test_a_feed_whose_name_looks_like_an_option_is_a_feed(tmp_path: Path) -> None:
    feed(tmp_path, ALL_SOUND).rename(tmp_path / "--help")

    done = nightly(tmp_path, "--help")

    assert done.returncode == 0, done.stderr
    assert nights(tmp_path) == ["night-2026-01-30"]
