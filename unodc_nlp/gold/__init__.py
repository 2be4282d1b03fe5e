"""The hand annotations as data: markup, units, faults."""
