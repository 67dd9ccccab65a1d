"""From the needs of a plan to a level: the decision tree run, proven total, and drawn."""
