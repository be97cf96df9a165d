"""Forms about joining, papers, terms and the people of an organisation."""
