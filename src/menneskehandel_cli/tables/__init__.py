"""Tables that people keep elsewhere, as changes of the records: CSV and workbooks."""
