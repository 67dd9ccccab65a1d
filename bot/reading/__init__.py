"""Reading what a learner typed: words, spelling, names, and what is being asked."""
