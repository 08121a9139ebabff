"""`make bench`: what pages, forms and races cost on the demonstration. Figures only, no verdicts."""
