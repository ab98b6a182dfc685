"""What the opening asks for, line by line: passed, failed or not checked."""
