"""Files to data that knows its place."""
