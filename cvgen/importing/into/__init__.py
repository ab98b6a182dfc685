"""`cvgen import --into`: adds what files bring to a CV, as text, and changes nothing else.

Its values and those of the files are compared as checked CVs, so it does not matter how a person
has written them. What is there already is told and not added.
"""
