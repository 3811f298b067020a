"""What a preview made before to what has to be made anew after a save."""
