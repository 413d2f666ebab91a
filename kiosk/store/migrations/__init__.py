"""Alembic migrations of the store, run at opening by `kiosk.store.database`."""
