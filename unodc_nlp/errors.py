"""The library's exceptions: a few classes under one base, each message one sentence that says what, where and what to do."""

from __future__ import annotations


class UnodcNlpError(Exception):
    """Base of every error that unodc_nlp raises on purpose."""


class DocumentError(UnodcNlpError, ValueError):
    """A document cannot be read: missing, empty, not text, or in no known encoding."""


class GoldError(UnodcNlpError, ValueError):
    """Annotations contradict their text, the guidelines or each other."""


class KnowledgeError(UnodcNlpError, ValueError):
    """A knowledge table breaks its schema."""


class ModelError(UnodcNlpError, ValueError):
    """A model directory is missing, incomplete or of another version."""


class OutputError(UnodcNlpError, OSError):
    """A result cannot be written where the user wants it."""


class SelectionError(UnodcNlpError, ValueError):
    """A topic or section is asked for that does not exist."""
