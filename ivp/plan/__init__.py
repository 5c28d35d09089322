"""Editing the plan: its files, the journal of every change, and the plan as one workbook."""
