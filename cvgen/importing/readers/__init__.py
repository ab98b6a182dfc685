"""The kinds of files that `cvgen import` reads, a module per kind."""
