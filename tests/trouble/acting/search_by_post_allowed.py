"""A search whose form is sent by POST. The settings name the request."""

from posted_reads import allowed
from search_by_post_pages import PATH, TELLS, answer

TROUBLE = allowed(TELLS, answer, PATH, persona="search", clicks=2)
