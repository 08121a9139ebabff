"""What people outside send and say, and what the desk and the body write to them."""
