"""The stations of the main line, as people pass them in their browsers."""
