"""Parquet: the columns of `columns`, one row a document, with the run and the summary in the file's metadata.

What a line of JSON Lines holds, for tools that query columns. Rows are turned into columns a few at a time
and written a row group at a time, so that memory does not grow with the run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from ..finding import Result, Unreadable
from . import Options, Run, Summary
from .columns import batch_of, schema
from .record import dumps, item_record, run_record, summary_record

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetWriter

RUN_KEY, SUMMARY_KEY = "copydesk.run", "copydesk.summary"
"""Where the file's metadata tell, as JSON, what `run` and `summary` of `--format json` do."""

BATCH_DOCUMENTS = 256
"""Documents that are kept as Python objects until they are turned into columns."""

ROW_GROUP_BYTES = 32 << 20
"""Columns that are kept in memory until they are written as a row group, some 128 MB as Python objects.

Readers skip and parallelise by row group: much smaller ones cost more than they save.
"""

COMPRESSION = "zstd"


class Writer:
    """Writes one file; it is whole once `end` was called."""

    def __init__(self, stream: TextIO, options: Options) -> None:
        """Write to the bytes beneath `stream`. Raises ModuleNotFoundError where pyarrow is not installed."""
        import pyarrow.parquet  # noqa: F401, PLC0415 (missing, it shows before the first text is checked)

        self._sink = _Sink(stream.buffer)
        self._options = options
        self._records: list[dict[str, Any]] = []
        self._batches: list[pyarrow.RecordBatch] = []
        self._writer: ParquetWriter | None = None

    def begin(self, run: Run) -> None:
        """Open the file, and note the run."""
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

        self._writer = ParquetWriter(self._sink, schema(), compression=COMPRESSION)
        self._writer.add_key_value_metadata({RUN_KEY: dumps(run_record(run))})

    def add(self, item: Result | Unreadable) -> None:
        """Keep one row, and write the rows that are kept once they are enough."""
        self._records.append(item_record(item, self._options.show))
        if len(self._records) == BATCH_DOCUMENTS:
            self._to_columns()
            if sum(batch.nbytes for batch in self._batches) >= ROW_GROUP_BYTES:
                self._write()

    def end(self, summary: Summary) -> None:
        """Write the rest, note the summary and close the file."""
        assert self._writer is not None
        self._to_columns()
        self._write()
        self._writer.add_key_value_metadata({SUMMARY_KEY: dumps(summary_record(summary))})
        self._writer.close()

    def _to_columns(self) -> None:
        if self._records:
            self._batches.append(batch_of(self._records))
            self._records = []

    def _write(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        assert self._writer is not None
        if self._batches:
            table = pa.Table.from_batches(self._batches)
            self._writer.write_table(table, row_group_size=len(table))
            self._batches = []


class _Sink:
    """A binary stream as pyarrow writes to it, which wants to know where it stands: a pipe cannot tell."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0

    @property
    def closed(self) -> bool:
        return self._stream.closed

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self._position += len(data)
        if not self._stream.closed:  # a writer that an error left open ends its file when it is collected
            self._stream.write(data)
        return len(data)

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        self._stream.flush()

    def close(self) -> None:
        """Leave the stream open: its owner closes it."""
