"""An accordion that asks GraphQL for its text when it is opened. The settings name the request."""

from click_by_graphql_pages import PATH, TELLS, answer
from posted_reads import allowed

TROUBLE = allowed(TELLS, answer, PATH)
