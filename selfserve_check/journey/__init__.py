"""The walk and what it needs. Read ``walk.py`` first."""
