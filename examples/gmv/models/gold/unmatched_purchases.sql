-- Paid purchases that lack their item, and are not in the GMV, or their subsidiary, and are in it as unknown.

select purchase_id, 'product_item' as missing
from {{ ref('purchases') }}
where prod_item_id is null or prod_item_id not in (select prod_item_id from {{ ref('product_items') }})

union all

select purchase_id, 'purchase_extra_info' as missing
from {{ ref('purchases') }}
where purchase_id not in (select purchase_id from {{ ref('subsidiaries') }})
