"""The screens of upkeep."""
