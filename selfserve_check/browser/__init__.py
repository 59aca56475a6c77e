"""The Playwright edge: everything that touches a real browser or the network."""
