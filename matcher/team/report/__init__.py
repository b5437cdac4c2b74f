"""Reports: any result about a team as one document, written as a page, a workbook or text."""
