"""The files that a document may use: photos, pictures and fonts."""
