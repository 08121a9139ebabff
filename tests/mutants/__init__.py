"""Mutants: the code of rules made subtly wrong, one change at a time; a test must notice each.

``making`` makes them with a kept tool's operators, ``touching`` notes which test runs which line,
``running`` runs in one warm session each mutant's tests, ``__main__`` is what `make mutants` calls.
"""
