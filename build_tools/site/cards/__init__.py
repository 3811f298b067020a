"""The pictures shown where a page is shared."""
