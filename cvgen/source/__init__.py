"""Text with the position of every value: what readers make and everything later points into."""
