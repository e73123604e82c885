"""What to do when, and what was done: plans, progression, screening, pain, progress. Pure."""
