# Checks and their help pages, repairs.
