"""The recognition's own tabs."""
