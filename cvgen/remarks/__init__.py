"""Warnings on what a CV says."""
