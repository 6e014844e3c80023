"""Tables that people keep elsewhere, as changes of the records: CSV, workbooks, the JSON of lists."""
