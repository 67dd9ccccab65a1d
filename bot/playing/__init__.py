"""Role-plays: what a learner's turn amounts to, what the persona may say to it, how the play went."""
