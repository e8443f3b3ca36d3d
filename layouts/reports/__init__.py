"""What one takes away from the atlas: the one-page brief, the bulletin, the slides.

Belongs here: choosing what a page or slide says from the store, and setting it (typst, PowerPoint). Does not belong
here: the screen, routes, the command line; drawing the map itself (`layouts.figures.map`).
"""
