"""The gate (signing in, passwords) and the administrators' desk (accounts, roles)."""

from hospital_integrity.accounts.views import desk, gate
from hospital_integrity.accounts.views.blueprint import bp

__all__ = ["bp", "desk", "gate"]
