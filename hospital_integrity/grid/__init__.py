"""Grid members at work: monthly reports, quarterly meetings, risks found and closed, education sessions, coverage."""
