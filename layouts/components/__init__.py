"""Parts that pages are made of, one module a part."""
