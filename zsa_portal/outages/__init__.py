"""What the portal does while PostgreSQL, Valkey or the disk is away: bounded waits, and one clear page."""
