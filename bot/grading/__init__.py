"""Grading of free answers: which points of a question an answer shows, and a verdict."""

from bot.grading.grader import Grader
from bot.grading.mark import KeyPoint, Mark, Shown

__all__ = ["Grader", "KeyPoint", "Mark", "Shown"]
