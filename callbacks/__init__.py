"""What happens: one module for each thing a person does, each with ``register(app)``.

Never holds arithmetic, figure building or HTML: a callback reads the state, calls a plain function and returns.
"""
