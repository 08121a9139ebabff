"""The public files judged afterwards: conduct of the half-year and the departments' evaluation (第三条)."""
