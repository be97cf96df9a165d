"""Sentences of the demo: what people ask in their own words, and what workers write back."""
