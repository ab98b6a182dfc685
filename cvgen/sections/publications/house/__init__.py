"""References in a house style: a publication in the template that the style has for its type."""
