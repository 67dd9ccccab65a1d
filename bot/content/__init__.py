"""The course: read from `knowledge/`, validated, and never half-loaded."""

from bot.content.course import Course
from bot.content.loading import ContentError, load_course

__all__ = ["ContentError", "Course", "load_course"]
