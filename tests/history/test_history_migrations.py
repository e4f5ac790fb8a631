from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from history_records import DAY, PROJECT, documents, python, run_record
from sqlalchemy import Connection, Engine, MetaData, inspect, text

from checks.finding import FAMILIES
from checks.history.database import engine_of, reading, writing
from checks.history.database import history_url as parsed_url
from checks.history.errors import HistoryError
from checks.history.migrating import VERSION_TABLE, revision_of, revisions, upgrade
from checks.history.model import Counts, FamilyTally, RuleTally, Scores
from checks.history.schema import metadata
from checks.history.spans import RuleCounts
from checks.history.store import History

CASES = PROJECT / "tests" / "cases" / "history"
RELEASED = ("0001", "0002")
LATEST = revisions()[-1]

OLD_COUNTS = Counts(
    6, 3, 0, 1, 2, 160, 5, Scores(81.6875, 41.0, (41.0, 41.0, 88.5, 97.25, 100.0), deviation=23.8716)
)
"""Of the scores 41, 88.5, 97.25 and 100; the deviation was not recorded, and is what it would have been."""

OLD_RULES = {
    "garble/salad": RuleTally(1, 1),
    "symbols/stray-dagger": RuleTally(2, 2),
    "symbols/zero-width": RuleTally(1, 1),
}


AN_UPGRADE = """
import sys
from checks.history.store import History

History.open(sys.argv[1])
"""

HALF_AN_UPGRADE = """
import sys, time
from checks.history.database import engine_of, history_url, writing
from checks.history.migrating import upgrade

with writing(engine_of(history_url(sys.argv[1]))) as connection:
    upgrade(connection)
    print("half", flush=True)
    time.sleep(3600)
"""


@pytest.fixture
def engine(history_url: str) -> Engine:
    return engine_of(parsed_url(history_url))


@pytest.fixture(params=RELEASED)
def old_history(request: pytest.FixtureRequest, engine: Engine, history_url: str) -> str:
    """A history as the copydesk of a released revision wrote it; today's code no longer can."""
    load(engine, request.param)
    return history_url


def load(engine: Engine, revision: str) -> None:
    script = (CASES / f"{revision}.{engine.dialect.name}.sql").read_text("utf-8")
    if engine.url.database is not None and engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(engine.url.database)) as file:
            file.executescript(script)
        return
    with closing(engine.raw_connection()) as server:
        server.cursor().execute(script)
        server.commit()


def stored_revision(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return revision_of(connection)


def differences(connection: Connection) -> list[object]:
    """What the tables lack, or have too much of, to be those of schema.py."""
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def described(connection: Connection) -> dict[str, object]:
    """The tables as the database tells them: columns, keys and indexes."""
    database = inspect(connection)
    return {
        name: (
            [
                (column["name"], str(column["type"]), column["nullable"])
                for column in database.get_columns(name)
            ],
            database.get_pk_constraint(name),
            database.get_foreign_keys(name),
            database.get_unique_constraints(name),
            database.get_indexes(name),
        )
        for name in database.get_table_names()
    }


def test_the_steps_lead_to_the_tables_of_today(engine: Engine) -> None:
    with writing(engine) as connection:
        upgrade(connection)

        assert differences(connection) == []


@pytest.mark.parametrize("revision", RELEASED)
def test_a_released_step_makes_the_tables_that_it_made(revision: str, engine: Engine) -> None:
    load(engine, revision)
    with writing(engine) as connection:
        then = described(connection)
        found = MetaData()
        found.reflect(connection)
        found.drop_all(connection)

        upgrade(connection, revision)

        assert described(connection) == then


def test_an_old_history_has_the_tables_of_today_once_it_was_opened(old_history: str, engine: Engine) -> None:
    before = stored_revision(engine)

    assert History.open(old_history).upgraded == (before, LATEST)
    with reading(engine) as connection:
        assert differences(connection) == []


def test_an_old_history_keeps_its_runs(old_history: str) -> None:
    run = History.open(old_history).run("old")

    assert (run.head.id, run.head.started, run.head.counts) == ("old", DAY, OLD_COUNTS)
    assert [gate.limit for gate in run.head.gates] == ["0"]
    assert [(source.name, source.unreadable) for source in run.sources] == [
        ("wire", {"bad-json": 1}),
        ("blog", {}),
        ("empty", {"missing-text": 1}),
    ]
    assert run.sources[0].rules == OLD_RULES
    assert [row.score for row in History.open(old_history).documents("old")] == [
        41.0, 100.0, 97.25, 88.5, None, None,
    ]  # fmt: skip


def test_worst_documents_outlast_an_upgrade(engine: Engine, history_url: str) -> None:
    load(engine, "0002")

    (worst,) = History.open(history_url).run("old").worst

    assert (worst.document.id, worst.title) == ("id-1", "Talks")
    assert [excerpt.match for excerpt in worst.excerpts] == ["†"]


def test_the_deviation_of_an_old_runs_sources_is_told_from_its_documents(old_history: str) -> None:
    sources = History.open(old_history).run("old").sources

    scores = [source.counts.scores for source in sources]
    assert [None if it is None else it.deviation for it in scores] == [25.5376, 0.0, None]


def test_the_findings_of_an_old_runs_families_are_told_from_its_rules(old_history: str) -> None:
    wire, blog, empty = History.open(old_history).run("old").sources

    assert wire.families == {
        "translation": FamilyTally(None, 0, None),
        "garble": FamilyTally(None, 1, None),
        "symbols": FamilyTally(None, 3, None),
        "injection": FamilyTally(None, 0, None),
    }
    assert blog.families["injection"].findings == 1
    assert empty.families == dict.fromkeys(FAMILIES, FamilyTally(None, 0, None))


def test_the_rules_of_an_old_run_are_summed_over_its_sources(engine: Engine, history_url: str) -> None:
    load(engine, "0002")
    with writing(engine) as connection:
        connection.execute(
            text("UPDATE copydesk_source_rule SET rule = 'garble/salad' WHERE source_number = 1")
        )

    with History.open(history_url).span() as span:
        assert span.rules() == (
            RuleCounts(0, "garble/salad", 2, 2),
            RuleCounts(0, "symbols/stray-dagger", 2, 2),
            RuleCounts(0, "symbols/zero-width", 1, 1),
        )


def test_an_old_history_takes_new_runs(old_history: str) -> None:
    history = History.open(old_history)
    new = replace(run_record().head, started=DAY + timedelta(days=1))

    history.write(replace(run_record(), head=new), documents())

    assert [head.id for head in history.runs()] == ["nightly-1", "old"]
    assert history.run("nightly-1").head == new


def test_an_old_history_can_be_pruned_to_nothing(old_history: str, engine: Engine) -> None:
    History.open(old_history).prune()

    with reading(engine) as connection:
        tables = ("copydesk_source_family", "copydesk_run_rule")
        left = [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables]
    assert left == [0, 0]


def test_an_upgrade_that_fails_changes_nothing(old_history: str, engine: Engine) -> None:
    before = stored_revision(engine)
    with pytest.raises(RuntimeError), writing(engine) as connection:
        upgrade(connection)
        raise RuntimeError("the power goes")

    assert stored_revision(engine) == before
    assert History.open(old_history).run("old").head.counts == OLD_COUNTS


def test_an_upgrade_that_is_killed_changes_nothing(old_history: str, engine: Engine) -> None:
    before = stored_revision(engine)
    dying = python(HALF_AN_UPGRADE, old_history)
    assert dying.stdout is not None
    assert dying.stdout.readline() == "half\n"
    assert stored_revision(engine) == before

    dying.kill()
    dying.communicate()

    assert History.open(old_history).upgraded == (before, LATEST)
    assert History.open(old_history).run("old").head.counts == OLD_COUNTS


def test_an_old_history_may_be_opened_by_several_at_once(old_history: str) -> None:
    openers = [python(AN_UPGRADE, old_history) for _ in range(3)]

    for opener in openers:
        _, errors = opener.communicate()
        assert opener.returncode == 0, errors

    assert History.open(old_history).run("old").head.counts == OLD_COUNTS


def test_a_history_of_a_newer_copydesk_is_refused(history_url: str, engine: Engine) -> None:
    History.open(history_url, create=True)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))

    with pytest.raises(HistoryError, match="newer copydesk"):
        History.open(history_url)


def test_a_history_that_was_upgraded_meanwhile_is_not_written(history_url: str, engine: Engine) -> None:
    history = History.open(history_url, create=True)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))

    with pytest.raises(HistoryError, match="newer copydesk"):
        history.write(run_record(), [])


def test_a_history_that_is_up_to_date_is_left_alone(history_url: str) -> None:
    History.open(history_url, create=True)

    assert History.open(history_url).upgraded == (LATEST, LATEST)
