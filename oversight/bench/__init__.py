"""Figures for the README, as ratios against a named floor in the same run: absolute times do not travel, ratios do."""
