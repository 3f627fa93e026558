"""Keeping files. The decision that they belong to writes the journal event."""

from hospital_integrity.attachments.operations.keeping import keep

__all__ = ["keep"]
