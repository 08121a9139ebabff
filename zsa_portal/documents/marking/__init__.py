"""How a mark is made and put on pages and pictures; the parsing workers do it."""
