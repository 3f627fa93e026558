"""Policy editions: drafted, checked, published once, immutable after."""
