"""How the tables came to be: one file a version, never changed once released.

A migration runs inside one transaction with foreign keys on: do not rebuild ``sessions`` or
``sets`` by Alembic's batch mode, for dropping the old table would take the reps along.
"""
