"""Page limits: the smallest change of layout and selection with which a document fits."""
