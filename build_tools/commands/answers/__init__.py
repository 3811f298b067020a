"""The problems of an edition to what people and machines read of them, one module a form."""
