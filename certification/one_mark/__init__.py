"""The 1字标 mark: who tests and certifies (partners), and the products that carry it (marks)."""
