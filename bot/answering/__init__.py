"""Answering questions about the unit without a language model: right, short and cited."""
