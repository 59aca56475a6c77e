"""A search whose form is sent by POST, and whose answer is a redirect to the results. The settings name the request."""

from posted_reads import allowed
from search_by_post_redirected_pages import PATH, TELLS, answer

TROUBLE = allowed(TELLS, answer, PATH, persona="search", clicks=2)
