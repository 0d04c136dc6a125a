"""Draws; knows Qt and `services.contract`, nothing else of ours."""
