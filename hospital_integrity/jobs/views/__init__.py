"""Screens of jobs, and the worker that does them."""

from hospital_integrity.jobs.views import pages
from hospital_integrity.jobs.views.blueprint import bp
from hospital_integrity.jobs.views.runner import Worker

__all__ = ["Worker", "bp", "pages"]
