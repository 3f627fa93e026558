"""Departments, staff and grid appointments: who belongs where, from when to when."""
