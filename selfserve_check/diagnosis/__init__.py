"""Why a question failed: pure code over the site graph and the journeys."""
