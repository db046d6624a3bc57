"""What we know before reading any news: lexicons, spelling, the outlet registry, invented corpora."""
