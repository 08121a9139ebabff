"""Views of lists that people keep: their filters and order under a name of their own."""
