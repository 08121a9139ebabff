"""Everything readable of a matter as one ZIP with a list."""
