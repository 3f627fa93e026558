"""Score sheets and marks as spreadsheets: the templates to fill in, and what was filled in."""

from hospital_integrity.scoring.sheet.marks import MarksUpload, marks_template, read_marks
from hospital_integrity.scoring.sheet.rows import Upload, filled_template, read, template

__all__ = ["MarksUpload", "Upload", "filled_template", "marks_template", "read", "read_marks", "template"]
