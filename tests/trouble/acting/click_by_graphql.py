"""An accordion that asks GraphQL for its text when it is opened."""

from click_by_graphql_pages import PATH, TELLS, answer
from posted_reads import stopped

TROUBLE = stopped(TELLS, answer, PATH)
