"""How a test run proves that every declared rule is held by a test: it breaks each one once.

A run notes which declared things each test asked, and plans from that which test is to prove each
of them (``recording``, ``plan``). A second run breaks each thing under its test, which must then
fail by an assertion or a refusal of the portal (``breaking``).
"""
