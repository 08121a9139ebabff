"""Who may see what: every address × every role × every phase, as it is and as it should be.

Here stands the machinery and the kernel's own part: its people, its addresses (``matrix.yaml``) and
what is meant (``policy.yaml``). An app brings its part in ``tests/<app>/access/``: ``world.py`` with
``PART``, ``matrix.yaml`` and ``policy.yaml``. The folder is found by its name; nothing lists it. Of
an app that is not installed nothing is asked.
"""
