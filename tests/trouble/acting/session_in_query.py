"""A shop that keeps its session in a parameter."""

from session_pages import trouble_with_session

TROUBLE = trouble_with_session("every link carries a sid= that differs at each load", "?sid=")
