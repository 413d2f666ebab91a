"""Alembic migrations of the hub's database, for SQLite and PostgreSQL; run at its opening.

To add a table or column: describe it in `hub/tables.py`, and add the next `versions/vNNNN_name.py`
(`revision = "NNNN"`, `down_revision` the one before) that makes it with `op.create_table` or
`op.add_column` — never with SQL of one database only. The file with the highest number is where
every database ends; a test holds `tables.py` and the migrations together on both. Numbers that
count bytes or rows for ever are `LONG`. What was migrated once is never edited again.
"""
