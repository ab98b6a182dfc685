"""Plain text, to be pasted into a form or an e-mail."""

from cvgen.writers.base import Writer
from cvgen.writers.text.writer import write_text

PART = Writer(".txt", write_text, noun="text")
