"""Who of its department handles a matter: one person at a time, named by a colleague or by itself."""
