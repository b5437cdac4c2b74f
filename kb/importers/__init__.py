"""Importers: classifications and our SKOS export as records. Each gives records and problems, no error."""
