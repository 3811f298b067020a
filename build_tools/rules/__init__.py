"""What must hold between the files of an edition, and between two states of it."""
