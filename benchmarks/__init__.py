"""`make bench`: what pages, forms and races cost on the demonstration, each beside its limit."""
