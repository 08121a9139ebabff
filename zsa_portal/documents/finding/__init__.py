"""Finding papers by what they say: their text, the words it is found by, and reading it in the worker."""
