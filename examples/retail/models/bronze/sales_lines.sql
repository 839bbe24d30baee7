-- The landed lines with their numbers. DuckDB numbers the rows of a table in the order in which they were written,
-- so nothing has to be sorted or stored for it. Key: _row_id; also _source_file, _source_row.

{{ config(materialized='view') }}

with files as (
    select _source_file, min(rowid) as first_row from {{ ref('landed_lines') }} group by _source_file
)

select lines.*, lines.rowid - files.first_row + 1 as _source_row, lines.rowid as _row_id
from {{ ref('landed_lines') }} as lines
inner join files using (_source_file)
