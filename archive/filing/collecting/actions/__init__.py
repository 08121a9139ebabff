"""What a department's archivist does to the material of an open filing; each act is one transaction."""
