SELECT broken
