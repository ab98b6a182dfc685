"""`cvgen render`: plans, renders, checks and saves documents."""
