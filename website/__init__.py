"""The documentation site: what scripts/site adds to the pages in docs/."""
