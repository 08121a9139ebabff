"""A small procedure for the kernel's own tests, from draft to published."""
