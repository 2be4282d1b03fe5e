"""What is known about the world: tables of countries, organisations, regions, places, treaties, programmes and publications."""

from unodc_nlp.knowledge.tables import Entry, load_table, table_names

__all__ = ["Entry", "load_table", "table_names"]
