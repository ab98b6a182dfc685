"""Joins tagged PDFs to one PDF, and prepares the files of others for it."""

from cvgen.applications.packet.declarations import PDF_A, PDF_UA
from cvgen.applications.packet.foreign import Foreign, prepare
from cvgen.applications.packet.join import Packet, Part, join

__all__ = ["PDF_A", "PDF_UA", "Foreign", "Packet", "Part", "join", "prepare"]
