"""What is known: tables, their schema, corrections, editions and the store that answers questions.

Never holds Dash, Plotly or anything about a screen.
"""
