-- The lines that are not in sales, as they came, with the reason. Key: _row_id.

select coalesce(problem, 'duplicate') as reason, lines.*
from {{ ref('checked_sales') }}
anti join {{ ref('sales') }} using (_row_id)
inner join {{ ref('sales_lines') }} as lines using (_row_id)
