"""A page that shows its frame, and asks GraphQL for what stands in it."""

from content_by_graphql_pages import PATH, TELLS, answer
from posted_reads import stopped

TROUBLE = stopped(TELLS, answer, PATH)
