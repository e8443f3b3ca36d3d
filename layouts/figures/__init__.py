"""Figures: pure functions from values to a drawing. No Dash, no files."""
