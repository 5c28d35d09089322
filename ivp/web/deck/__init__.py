"""Presenting: choosing or making a list of views, showing it over the whole screen, and taking it along."""
