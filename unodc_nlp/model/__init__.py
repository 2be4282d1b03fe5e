"""The statistical model, without spaCy: views of texts, features, tables of names, chains of tags."""
