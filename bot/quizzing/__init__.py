"""The quiz: what is asked next, how an answer is read and marked, what the learner is told."""
