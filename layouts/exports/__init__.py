"""The view on screen as a file: tables, drawings, boundaries with values.

Belongs here: what a file holds (made by the very functions that make the page) and how each form is written. Does not
belong here: briefs, bulletins and slides (``layouts/reports``), routes (``callbacks/export.py``).
"""
