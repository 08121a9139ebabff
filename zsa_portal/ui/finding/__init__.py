"""Finding by what people type: one fold for texts and words, in Python and in the database."""
