"""Hybrid search over the course: words, character n-grams and vectors."""
