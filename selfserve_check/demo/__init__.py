"""A small company's web site with planted faults, and its server."""
