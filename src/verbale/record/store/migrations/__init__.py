"""The history of the tables, run when a store is opened."""
