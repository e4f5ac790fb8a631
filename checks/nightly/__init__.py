"""The report on a span of nights, from a history: what got worse, since when, and what to read first."""
