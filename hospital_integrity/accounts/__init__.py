"""Signing in: accounts, one-time codes, sessions, roles and their scope."""
