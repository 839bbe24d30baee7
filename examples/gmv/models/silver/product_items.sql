-- The item lines, each in its latest version. Key: prod_item_id.

select prod_item_id, product_id, item_quantity, purchase_value
from ({{ latest(ref('checked_product_item'), 'prod_item_id') }})
