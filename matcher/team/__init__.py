"""Teams: who is ready for which post, who fills a vacancy, what a team could not do without somebody."""
