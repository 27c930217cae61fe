"""The briefing and its parts as files: PDF, slides, memorandum, workbook, calendar."""
