"""The desk, a department's page and a person's: looks into every wing and owns nothing."""
