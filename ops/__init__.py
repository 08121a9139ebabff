"""What `make` calls: prepares a bare machine, runs the servers, the portal and the checks.

Only the standard library is used here, except in the modules that say so: they run inside `.venv`.
"""
