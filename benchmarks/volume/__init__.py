"""Volume: an alliance as large as a benchmark asks for, made by statements that the database runs alone."""
