"""A merged edition to the pages, pictures and data of a site."""
