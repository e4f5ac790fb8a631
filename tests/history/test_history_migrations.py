from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from history_records import COUNTS, DAY, document, documents, run_record
from sqlalchemy import Connection, Engine, text

from checks.history.database import engine_of, reading, writing
from checks.history.database import history_url as parsed_url
from checks.history.errors import HistoryError
from checks.history.migrating import VERSION_TABLE, revision_of, revisions, upgrade
from checks.history.schema import metadata
from checks.history.store import History

FIRST = "0001"

RUN_OF_THE_FIRST_REVISION = """
INSERT INTO copydesk_run (id, started, ended, version, rules_path, rules_digest, conditions, near_duplicates,
    documents, passed, review, failed, unreadable, words, findings,
    score_mean, score_lowest, score_p05, score_p25, score_p50, score_p75, score_p95)
VALUES ('old', '2024-03-01 06:30:15.123456', '2024-03-01 06:32:15.123456', '0.1.0', 'rules.yaml', 'abc', '{}',
    0, 3, 1, 0, 1, 1, 120, 2, 70.5, 41, 41, 41, 41, 100, 100);
INSERT INTO copydesk_gate (run_number, position, name, source, level, allowed, value, total, met)
VALUES (1, 0, 'max-failed', NULL, 'fail', '0', 1, 2, FALSE);
INSERT INTO copydesk_source (run_number, number, name,
    documents, passed, review, failed, unreadable, words, findings)
VALUES (1, 0, 'wire', 1, 0, 0, 0, 1, 0, 0);
INSERT INTO copydesk_source_unreadable (run_number, source_number, reason, documents)
VALUES (1, 0, 'bad-json', 1);
INSERT INTO copydesk_source_rule (run_number, source_number, rule, findings, documents)
VALUES (1, 0, 'garble/salad', 2, 1);
INSERT INTO copydesk_document (run_number, number, source_number, id, score, verdict, words, findings,
    unreadable, path, line_number, record_number)
VALUES (1, 1, 0, 'id-1', 100, 'pass', 40, 0, NULL, 'feed.jsonl', 1, 1)
"""


@pytest.fixture
def engine(history_url: str) -> Engine:
    return engine_of(parsed_url(history_url))


@pytest.fixture
def old_history(engine: Engine, history_url: str) -> str:
    """A history as the first revision wrote it: with SQL, for today's code no longer can."""
    with writing(engine) as connection:
        upgrade(connection, FIRST)
        for statement in RUN_OF_THE_FIRST_REVISION.split(";"):
            connection.execute(text(statement))
    return history_url


def stored_revision(engine: Engine) -> str | None:
    with reading(engine) as connection:
        return revision_of(connection)


def differences(connection: Connection) -> list[object]:
    """What the tables lack, or have too much of, to be those of schema.py."""
    options = {"version_table": VERSION_TABLE, "compare_type": True}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


def test_the_steps_lead_to_the_tables_of_today(engine: Engine) -> None:
    with writing(engine) as connection:
        upgrade(connection)

        assert differences(connection) == []


def test_an_old_history_has_the_tables_of_today_once_it_was_opened(old_history: str, engine: Engine) -> None:
    history = History.open(old_history)

    assert history.upgraded == (FIRST, revisions()[-1])
    with reading(engine) as connection:
        assert differences(connection) == []


def test_an_old_history_keeps_its_runs(old_history: str) -> None:
    history = History.open(old_history)
    run = history.run("old")

    assert (run.head.id, run.head.started, run.head.counts) == ("old", DAY, COUNTS)
    assert [gate.limit for gate in run.head.gates] == ["0"]
    assert [(source.name, source.unreadable) for source in run.sources] == [("wire", {"bad-json": 1})]
    assert list(history.documents("old")) == [document(1)]


def test_an_old_history_takes_new_runs(old_history: str) -> None:
    history = History.open(old_history)

    history.write(run_record(), documents())

    assert {head.id for head in history.runs()} == {"nightly-1", "old"}
    assert history.run("nightly-1").head == run_record().head


def test_an_upgrade_that_fails_changes_nothing(old_history: str, engine: Engine) -> None:
    with pytest.raises(RuntimeError), writing(engine) as connection:
        upgrade(connection)
        raise RuntimeError("the power goes")

    assert stored_revision(engine) == FIRST
    assert History.open(old_history).run("old").head.counts == COUNTS


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

    assert History.open(history_url).upgraded == (revisions()[-1], revisions()[-1])
