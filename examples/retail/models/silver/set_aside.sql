-- The lines that are not in sales, as they came, with the reason. Key: _row_id.

select
    coalesce(checked.problem, 'duplicate') as reason,
    lines.*
from {{ ref('checked_sales') }} as checked
anti join {{ ref('sales') }} as sales on sales._row_id = checked._row_id
inner join {{ ref('sales_lines') }} as lines on lines._row_id = checked._row_id
