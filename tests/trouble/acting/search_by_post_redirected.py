"""A search whose form is sent by POST, and whose answer is a redirect to the results."""

from posted_reads import stopped
from search_by_post_redirected_pages import PATH, TELLS, answer

TROUBLE = stopped(TELLS, answer, PATH, persona="search")
