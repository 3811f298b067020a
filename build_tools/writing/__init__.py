"""What people bring to text in the edition's own forms."""
