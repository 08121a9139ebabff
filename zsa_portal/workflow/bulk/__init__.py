"""Steps that are taken for several chosen matters: preview, each by itself, and what came of each."""
