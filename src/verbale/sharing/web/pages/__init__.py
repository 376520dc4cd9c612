"""The views, one file each: what they ask of the record and which template shows it."""
