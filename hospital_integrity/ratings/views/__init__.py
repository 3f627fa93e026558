"""Screens of ratings: lists of each kind with their export, and one subject with its reasons."""

from hospital_integrity.ratings.views import exports, links, lists, parts, shows, what_if
from hospital_integrity.ratings.views.blueprint import bp

__all__ = ["bp", "exports", "links", "lists", "parts", "shows", "what_if"]
