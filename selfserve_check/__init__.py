"""Asks a web site its customers' questions, the way a customer does."""

__version__ = "0.1.0"
