"""The typed model of a CV, and of the marks and variants that decide what an audience sees."""
