"""The words of an edition as immutable data."""
