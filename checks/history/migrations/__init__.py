"""How the tables of a history came to be, a step a file, in the order of their revisions."""
