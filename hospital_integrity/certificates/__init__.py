"""Papers issued from awards: a snapshot, a serial, a public check; void when the award is."""
