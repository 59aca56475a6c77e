"""A page whose text a script fetches by POST."""

from content_by_post_pages import PATH, TELLS, answer
from posted_reads import stopped

TROUBLE = stopped(TELLS, answer, PATH)
