"""Finished files of any kind, taken apart into the texts in them and what is odd about them."""
