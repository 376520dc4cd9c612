"""From a source to parsed text: fetch, extract, clean, quotes, parse."""
