"""One file for each kind of fact. Each finds its values in normalised text and says when two agree."""
