"""A page whose text a script fetches by POST. The settings name the request."""

from content_by_post_pages import PATH, TELLS, answer
from posted_reads import allowed

TROUBLE = allowed(TELLS, answer, PATH)
