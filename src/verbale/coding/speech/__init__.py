"""Who said what: `speech_in` gives the speech layer, `statements_in` the statements."""

from verbale.coding.speech.reader import speech_in
from verbale.coding.speech.reports import Report, Speech
from verbale.coding.speech.statements import statements_in

__all__ = ["Report", "Speech", "speech_in", "statements_in"]
