"""What a person sees: the shell, one module a page, components, figures, reports and the message catalogues.

Never reads a file or a database itself (the message catalogues excepted) and holds no callback.
"""
