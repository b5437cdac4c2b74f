"""Importers: classifications and exchange formats into records. Each gives records and problems, never raises."""
