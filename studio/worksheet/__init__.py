"""Worksheets: one step of a lesson's network on two pages with blanks, their key, and four questions; other numbers for every student."""
