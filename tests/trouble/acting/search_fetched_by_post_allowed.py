"""A search whose results a script fetches by POST. The settings name the request."""

from posted_reads import allowed
from search_fetched_by_post_pages import PATH, TELLS, answer

TROUBLE = allowed(TELLS, answer, PATH, persona="search", clicks=2)
