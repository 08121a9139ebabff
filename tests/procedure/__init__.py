"""A small procedure for the kernel's own tests: draft, received, balloting, on notice, deciding, published."""
