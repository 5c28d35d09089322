"""Other ways to show a matrix of municipalities and kinds of crime, to measure beside our pages; never part of the product."""
