"""The addresses of an edition's sources to what is found there."""
