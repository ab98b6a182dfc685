"""Page limits: the least change of layout and selection with which a document fits."""
