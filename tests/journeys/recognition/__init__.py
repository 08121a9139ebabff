"""A group standard on its way to recognition, in the browser, stretch by stretch."""
