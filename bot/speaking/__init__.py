"""A language model that words what is already decided, behind checks that let nothing else through."""
