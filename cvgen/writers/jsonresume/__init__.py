"""JSON Resume (https://jsonresume.org/schema): a CV as data that many other programs read."""

from cvgen.writers.base import Writer
from cvgen.writers.jsonresume.writer import write_json_resume

PART = Writer(".json", write_json_resume, of="cv", noun="JSON Resume")
