"""A page that shows its frame, and asks GraphQL for what stands in it. The settings name the request."""

from content_by_graphql_pages import PATH, TELLS, answer
from posted_reads import allowed

TROUBLE = allowed(TELLS, answer, PATH)
