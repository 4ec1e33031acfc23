"""Whole reports with known defects, written without the linter: an independent opinion of what it must find."""
