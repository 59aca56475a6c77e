"""A shop that keeps its session in the path, as Java does without cookies."""

from session_pages import trouble_with_session

TROUBLE = trouble_with_session("every link carries a ;jsessionid= that differs at each load", ";jsessionid=")
