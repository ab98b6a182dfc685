"""Letters and statements: Markdown with placeholders → the blocks of a document.

``placeholders`` fills a text, ``markdown`` reads the filled text, and ``counts`` counts it as a
form does. Nothing here opens a file or asks for the time.
"""
