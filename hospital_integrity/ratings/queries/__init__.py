"""Reading ratings: who is rated, the facts and ratings folded from the ledger, and the standings that pages show."""

from hospital_integrity.ratings.queries.folding import everybody, facts_of, ratings_of
from hospital_integrity.ratings.queries.subjects import Subject, Unrated, rating_day, subjects, who_is_rated

__all__ = ["Subject", "Unrated", "everybody", "facts_of", "rating_day", "ratings_of", "subjects", "who_is_rated"]
