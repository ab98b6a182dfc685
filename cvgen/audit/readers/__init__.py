"""Readers for finished files of any kind: they extract texts, and remarks on what is unusual."""
