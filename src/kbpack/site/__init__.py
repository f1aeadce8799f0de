"""A package as a folder of pages: the documents with their readings in place, tables, pictures and findings."""
