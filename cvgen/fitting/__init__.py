"""Page limits: finds the smallest change of layout and selection that makes a document fit."""
