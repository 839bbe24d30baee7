-- Products as they are known last. Key: sku.

select sku, name, category, price
from {{ ref('checked_products') }}
{{ latest('sku') }}
