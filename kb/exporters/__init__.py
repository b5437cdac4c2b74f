"""Exporters: records as CSV, XLSX, SKOS and one HTML page. They write files and never read any."""
