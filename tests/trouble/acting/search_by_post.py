"""A search whose form is sent by POST."""

from posted_reads import stopped
from search_by_post_pages import PATH, TELLS, answer

TROUBLE = stopped(TELLS, answer, PATH, persona="search")
