"""Spectrum Tutor: a chat tutor for one course unit. Content decides, code checks, prose is data."""
