"""Backup and restore: the database as one snapshot, the stored files, and the checksum of everything.

One way only, for every PostgreSQL, with or without its own programs: COPY, table by table, in one
REPEATABLE READ transaction. What is restored goes into an empty database that the same release
migrates first, and every checksum is computed anew.
"""
