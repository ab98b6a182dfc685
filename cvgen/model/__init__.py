"""The typed model of a CV and of what an audience may see of it."""
