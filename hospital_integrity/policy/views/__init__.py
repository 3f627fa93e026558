"""Screens of policy: editions, drafts as text and section by section, comparison, withdrawal."""

from hospital_integrity.policy.views import comparing, drafting, pages, sections, withdrawing
from hospital_integrity.policy.views.blueprint import bp

__all__ = ["bp", "comparing", "drafting", "pages", "sections", "withdrawing"]
