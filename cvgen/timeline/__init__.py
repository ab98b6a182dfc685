"""`cvgen timeline`: the years of a CV, their gaps and overlaps."""
