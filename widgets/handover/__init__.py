"""The handover window's own parts: the document, the signatures, the shift log. Plain setters, no board."""
