"""The second reader: a small network that has learned from examples, beside the codebook."""
