"""The page: the record of a store in a browser, every line one click from its words."""
