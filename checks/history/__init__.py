"""Runs kept in SQL, for trends: what a run counted, and its worst documents.

`store` and what it builds on (`database`, `migrating`, `queries`, `spans`, `span_queries`, `rows`, `schema`,
`columns`) need SQLAlchemy and Alembic, the extra `history`; all else here is plain Python. So nothing imports
`store` that does not write or read a history.
"""
