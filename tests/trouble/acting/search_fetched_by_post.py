"""A search whose results a script fetches by POST."""

from posted_reads import stopped
from search_fetched_by_post_pages import PATH, TELLS, answer

TROUBLE = stopped(TELLS, answer, PATH, persona="search")
