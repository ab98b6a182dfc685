"""WeasyPrint: how it is loaded, and the only place that touches its internals."""
