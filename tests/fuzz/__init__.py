"""Coverage-guided fuzzing of every reader; `make fuzz` says how."""
