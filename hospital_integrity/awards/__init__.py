"""What was frozen when a period was closed: results with their inputs, reasons and hash."""
