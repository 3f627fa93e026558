"""Medical-ethics assessment in its simplest true form: a cycle a year, and stages that judge person by person."""
