"""What the front pages gather from the wings: work that waits, figures, and the story of a department or a person."""

from hospital_integrity.home.queries.digest import digest
from hospital_integrity.home.queries.health import ready
from hospital_integrity.home.queries.hospital import Hospital, Place, hospital, sorted_places
from hospital_integrity.home.queries.overdue import overdue
from hospital_integrity.home.queries.overview import Leader, Overview, leaders, overview
from hospital_integrity.home.queries.profile import Award, Profile, certificate_of, last_entries, profile
from hospital_integrity.home.queries.task import Task
from hospital_integrity.home.queries.waiting import waiting

__all__ = [
    "Award",
    "Hospital",
    "Leader",
    "Overview",
    "Place",
    "Profile",
    "Task",
    "certificate_of",
    "digest",
    "hospital",
    "last_entries",
    "leaders",
    "overdue",
    "overview",
    "profile",
    "ready",
    "sorted_places",
    "waiting",
]
