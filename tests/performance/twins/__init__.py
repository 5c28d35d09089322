"""Other ways to show municipalities by kind of crime, to measure beside our pages; never part of the product."""
