"""Steps of the database, oldest first; run by Alembic at every start of the backend."""
