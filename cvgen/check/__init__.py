"""`cvgen check`: finds every problem in the CVs of a project."""
