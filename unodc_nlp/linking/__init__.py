"""From names to identities: which thing a name means, in the light of the whole document. Plain data in, plain data out; no spaCy."""

from unodc_nlp.linking.document import Linker, Links
from unodc_nlp.linking.entities import Entity
from unodc_nlp.linking.memory import Background, Passage

__all__ = ["Background", "Entity", "Linker", "Links", "Passage"]
