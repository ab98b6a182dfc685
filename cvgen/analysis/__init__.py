"""Questions about a CV: what a variant shows and why, what changed, what a reader asks for."""
