"""One article: who, when, where, what was said, and the findings.

A second, learned reader would be one more stage beside `acts`: it would give proposals in the shape of `acts.Act`,
and the coders of findings would weigh them like any other.
"""
