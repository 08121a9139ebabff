"""Django's PostgreSQL backend whose waits end, also for a server that is frozen rather than dead."""
