"""The acts by which a panel is chosen, invited and answers."""
