"""Spreadsheets that go out to ministries and come back: the report of a year as a workbook."""
