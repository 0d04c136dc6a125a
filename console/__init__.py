"""The application: composes services and widgets; the only package that may import everything."""
