"""The hospital itself: its name, emblem and signatory, in dated versions."""
