"""The site graph, and the sites that are asked through it."""
