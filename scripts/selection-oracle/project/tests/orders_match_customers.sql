select o.id from {{ ref('orders') }} o join {{ ref('customers') }} c on o.customer_id = c.id where o.amount < 0
