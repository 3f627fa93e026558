"""Reading ratings: who is rated, facts and ratings folded from the ledger, and the standings that pages show."""

from hospital_integrity.ratings.queries.folding import everybody, facts_for, facts_of, ratings_of
from hospital_integrity.ratings.queries.freshness import stale
from hospital_integrity.ratings.queries.links import links_of
from hospital_integrity.ratings.queries.parts import MOST_ON_SCREEN, RatedFile, csv_of, edition_from, rated_file
from hospital_integrity.ratings.queries.reasons import Explanation, Reason, explain, reasons_of, reasons_page
from hospital_integrity.ratings.queries.sought import ORDERS, Scope, Sought
from hospital_integrity.ratings.queries.standings import (
    Standing,
    heading_points,
    moves,
    page_of,
    scores_by_pool,
    spread,
    standing,
    standings,
)
from hospital_integrity.ratings.queries.story import Story, story
from hospital_integrity.ratings.queries.subjects import (
    Subject,
    Unrated,
    rated_years,
    rating_day,
    subjects,
    who_is_rated,
    why_unrated,
)
from hospital_integrity.ratings.queries.verification import compare
from hospital_integrity.ratings.queries.what_if import Trial, trial, tried

__all__ = [
    "MOST_ON_SCREEN",
    "ORDERS",
    "Explanation",
    "RatedFile",
    "Reason",
    "Scope",
    "Sought",
    "Standing",
    "Story",
    "Subject",
    "Trial",
    "Unrated",
    "compare",
    "csv_of",
    "edition_from",
    "everybody",
    "explain",
    "facts_for",
    "facts_of",
    "heading_points",
    "links_of",
    "moves",
    "page_of",
    "rated_file",
    "rated_years",
    "rating_day",
    "ratings_of",
    "reasons_of",
    "reasons_page",
    "scores_by_pool",
    "spread",
    "stale",
    "standing",
    "standings",
    "story",
    "subjects",
    "trial",
    "tried",
    "who_is_rated",
    "why_unrated",
]
